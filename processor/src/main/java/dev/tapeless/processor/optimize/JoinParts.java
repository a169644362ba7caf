package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sum of parts that are padded with zeros so that no two of them meet is the parts one after the
 * other: the gradient of what was read in slices.
 */
final class JoinParts {

    /** A part that was padded, and where it begins. */
    private record Part(Node node, int start, int extent) {}

    private JoinParts() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with parts side by side
     */
    static Graph run(Graph graph) {
        return Rewriting.run(graph, g -> JoinParts::rewrite);
    }

    private static Node rewrite(GraphBuilder builder, Node node, Transcription places) {
        final List<Node> operands = places.operands(node);
        if (!(node.op() instanceof Op.Map map) || operands.size() < 2 || !isPlainSum(map)) {
            return null;
        }
        for (int axis = 1; axis < map.shape().rank(); axis++) {
            final List<Part> parts = parts(operands, map.shape(), axis);
            if (parts != null) {
                return joined(builder, node, parts, axis);
            }
        }
        return null;
    }

    /** Whether every operand is added once, each element at its own place. */
    private static boolean isPlainSum(Op.Map map) {
        final Set<Integer> terms = new HashSet<>();
        final int rank = map.shape().rank();
        return map.projections().stream().allMatch(axes -> axes.size() == rank)
                && isPlainSum(map.body(), terms)
                && terms.size() == map.projections().size();
    }

    private static boolean isPlainSum(Expression body, Set<Integer> terms) {
        if (body instanceof Expression.Argument argument) {
            return terms.add(argument.index());
        }
        return Expressions.is(body, BinaryFunction.ADD)
                && Expressions.operands(body).stream().allMatch(term -> isPlainSum(term, terms));
    }

    /** The parts along an axis, in order; null unless all operands are such and none meet. */
    private static List<Part> parts(List<Node> operands, Shape shape, int axis) {
        final List<Part> parts = new ArrayList<>();
        for (final Node operand : operands) {
            final Part part = part(operand, shape, axis);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        parts.sort(Comparator.comparingInt(Part::start));
        int next = 0;
        for (final Part part : parts) {
            if (part.start() < next) {
                return null;
            }
            next = part.start() + part.extent();
        }
        return next <= shape.extent(axis) ? parts : null;
    }

    /** What a view pads with zeros along one axis; null for any other value. */
    private static Part part(Node operand, Shape shape, int axis) {
        if (!(operand.op() instanceof Op.View view) || view.padding() != 0) {
            return null;
        }
        final Node inner = operand.operands().get(0);
        final int rank = shape.rank();
        if (inner.shape().rank() != rank) {
            return null;
        }
        final IndexMap source = view.source();
        int start = 0;
        for (int k = 0; k < rank; k++) {
            final Affine coordinate = source.coordinates().get(k);
            final int offset = coordinate.offset();
            final boolean isPlain = coordinate.plus(-offset).equals(Affine.axis(rank, k));
            final boolean isWhole = offset == 0 && inner.shape().extent(k) == shape.extent(k);
            if (!isPlain || (k != axis && !isWhole) || offset > 0) {
                return null;
            }
            start = k == axis ? -offset : start;
        }
        return new Part(inner, start, inner.shape().extent(axis));
    }

    private static Node joined(GraphBuilder builder, Node node, List<Part> parts, int axis) {
        final List<Node> all = new ArrayList<>();
        int next = 0;
        for (final Part part : parts) {
            fill(builder, node, axis, part.start() - next, all);
            all.add(part.node());
            next = part.start() + part.extent();
        }
        fill(builder, node, axis, node.shape().extent(axis) - next, all);
        return builder.apply(node.label(), new Op.Concatenate(axis), all);
    }

    /** Adds zeros where there is no part. */
    private static void fill(
            GraphBuilder builder, Node node, int axis, int extent, List<Node> all) {
        if (extent > 0) {
            final List<Integer> extents = new ArrayList<>(node.shape().extents());
            extents.set(axis, extent);
            all.add(
                    builder.map(
                            node.label() + "Gap" + all.size(),
                            Expressions.ZERO,
                            new Shape(extents),
                            List.of(),
                            List.of()));
        }
    }
}
