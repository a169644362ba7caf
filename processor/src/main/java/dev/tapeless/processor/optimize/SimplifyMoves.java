package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;

import java.util.List;

/** Removes operations that move every element to where it is. */
final class SimplifyMoves {

    private SimplifyMoves() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same without idle moves
     */
    static Graph run(Graph graph) {
        return Rewriting.run(graph, g -> SimplifyMoves::rewrite);
    }

    private static Node rewrite(GraphBuilder builder, Node node, Transcription places) {
        final List<Node> operands = places.operands(node);
        if (operands.size() != 1 || node.op() instanceof Op.Pick) {
            return null;
        }
        final Node operand = operands.get(0);
        if (isIdle(node.op(), operand.shape())) {
            return operand;
        }
        if (node.op() instanceof Op.Reshape && operand.op() instanceof Op.Reshape) {
            final Node origin = operand.operands().get(0);
            return origin.shape().equals(node.shape())
                    ? origin
                    : builder.apply(node.label(), node.op(), List.of(origin));
        }
        return null;
    }

    private static boolean isIdle(Op op, Shape from) {
        if (op instanceof Op.Reshape reshape) {
            return reshape.shape().equals(from);
        }
        if (op instanceof Op.View view) {
            return view.shape().equals(from) && isIdentity(view.source(), from);
        }
        if (op instanceof Op.Contract contract) {
            return contract.shape().equals(from)
                    && contract.extents().equals(from.extents())
                    && isIdentity(contract.target(), from)
                    && isIdentity(contract.sources().get(0), from);
        }
        return op instanceof Op.Concatenate
                || (op instanceof Op.Reduce reduce
                        && reduce.axes().isEmpty()
                        && reduce.kind() != Op.Reduce.Kind.ARGMAX);
    }

    private static boolean isIdentity(IndexMap map, Shape shape) {
        return map.plainAxes().equals(shape.axes());
    }
}
