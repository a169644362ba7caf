package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

/**
 * Simplifies the bodies of elementwise operations. Constants and broadcast copies become part of
 * what reads them, equal operands are one, and sums and products of zeros are zeros.
 */
final class SimplifyMaps {

    private SimplifyMaps() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with simplified bodies
     */
    static Graph run(Graph graph) {
        return Rewriting.run(graph, g -> SimplifyMaps::rewrite);
    }

    private static Node rewrite(GraphBuilder builder, Node node, Transcription places) {
        final List<Node> operands = places.operands(node);
        if (node.op() instanceof Op.Map map) {
            return absorbed(Elementwise.of(map, operands)).build(builder, node.label());
        }
        final boolean sum =
                node.op() instanceof Op.Contract
                        || (node.op() instanceof Op.Reduce reduce
                                && reduce.kind() == Op.Reduce.Kind.SUM);
        if (sum && operands.stream().anyMatch(SimplifyMaps::isZero)) {
            return builder.map(node.label(), Expressions.ZERO, node.shape(), List.of(), List.of());
        }
        return null;
    }

    /** Takes in what costs nothing to compute again. */
    private static Elementwise absorbed(Elementwise form) {
        Elementwise result = form;
        for (int k = 0; k < result.reads().size(); k++) {
            final Read read = result.reads().get(k);
            if (read.node().op() instanceof Op.Map map) {
                final Elementwise producer = Elementwise.of(map, read.node().operands());
                if (producer.isCopy() || producer.body() instanceof Constant) {
                    result = result.inline(k, producer);
                }
            }
        }
        return result;
    }

    private static boolean isZero(Node node) {
        return node.op() instanceof Op.Map map && Expressions.isConstant(map.body(), 0);
    }
}
