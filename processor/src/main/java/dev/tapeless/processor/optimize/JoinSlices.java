package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.Uses;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sum of parts, each with zeros around it where the others are, is the parts one after the other:
 * the gradient of a value that is read in slices.
 */
final class JoinSlices {

    /** A part of a dimension. */
    private record Slice(Node part, int axis, int start) {

        int end() {
            return start + part.shape().extent(axis);
        }
    }

    private JoinSlices() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with fewer sums
     */
    static Graph run(Graph graph) {
        return Rewriting.run(
                graph,
                g -> {
                    final Uses uses = Uses.of(g);
                    return (builder, node, places) -> rewrite(uses, builder, node, places);
                });
    }

    private static Node rewrite(Uses uses, GraphBuilder builder, Node node, Transcription places) {
        if (!(node.op() instanceof Op.Map map)
                || node.operands().size() < 2
                || terms(map.body()) != node.operands().size()
                || !node.operands().stream().allMatch(uses::isPrivate)) {
            return null;
        }
        final List<Slice> slices = new ArrayList<>();
        for (final Node operand : places.operands(node)) {
            final Slice slice = slice(operand, node.shape());
            if (slice == null) {
                return null;
            }
            slices.add(slice);
        }
        slices.sort(Comparator.comparingInt(Slice::start));
        final int axis = slices.get(0).axis();
        int end = 0;
        for (final Slice slice : slices) {
            if (slice.axis() != axis || slice.start() != end) {
                return null;
            }
            end = slice.end();
        }
        return end == node.shape().extent(axis)
                ? builder.apply(
                        node.label(),
                        new Op.Concatenate(axis),
                        slices.stream().map(Slice::part).toList())
                : null;
    }

    /** How many different arguments a plain sum has; 0 for any other expression. */
    private static int terms(Expression body) {
        if (body instanceof Expression.Argument) {
            return 1;
        } else if (body instanceof Expression.Binary sum && sum.function() == BinaryFunction.ADD) {
            final int left = terms(sum.left());
            final int right = terms(sum.right());
            return left == 0 || right == 0 ? 0 : left + right;
        }
        return 0;
    }

    /** The slice whose zeros a value fills up; null for any other value. */
    private static Slice slice(Node node, Shape shape) {
        if (!(node.op() instanceof Op.View view)
                || view.padding() != 0
                || !node.shape().equals(shape)
                || node.operands().get(0).shape().rank() != shape.rank()) {
            return null;
        }
        final Node part = node.operands().get(0);
        Slice slice = null;
        for (int axis = 0; axis < shape.rank(); axis++) {
            final Affine coordinate = view.source().coordinates().get(axis);
            final int start = -coordinate.offset();
            final boolean isOwn = coordinate.plus(start).plainAxis() == axis;
            final boolean isWhole = part.shape().extent(axis) == shape.extent(axis);
            if (!isOwn || (isWhole && start != 0) || (!isWhole && slice != null) || start < 0) {
                return null;
            }
            slice = isWhole ? slice : new Slice(part, axis, start);
        }
        return slice;
    }
}
