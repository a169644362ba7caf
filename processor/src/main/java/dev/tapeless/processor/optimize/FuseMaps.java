package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Uses;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.ExpressionSize;

import java.util.List;

/**
 * An elementwise operation that only one other reads, element by element, becomes part of that: the
 * value in between is never stored. Values that others need too, or that a caller sees, stay.
 */
final class FuseMaps {

    /** The longest body, in different operations: what a person still reads as one formula. */
    static final int OPERATIONS = 40;

    /**
     * The largest body as a tree. Activations that read x several times multiply with every one
     * that is put inside another: 36 in a row took the compiler a minute without this limit.
     */
    static final int PLACES = 400;

    private FuseMaps() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with fewer elementwise operations
     */
    static Graph run(Graph graph) {
        return Rewriting.run(
                graph,
                g -> {
                    final Uses uses = Uses.of(g);
                    return (builder, node, places) ->
                            node.op() instanceof Op.Map map
                                    ? fused(uses, node, map, places.operands(node))
                                            .build(builder, node.label())
                                    : null;
                });
    }

    private static Elementwise fused(Uses uses, Node node, Op.Map map, List<Node> operands) {
        Elementwise result = Elementwise.of(map, operands);
        for (int k = 0; k < operands.size(); k++) {
            final Read read = result.reads().get(k);
            if (read.node().op() instanceof Op.Map inner
                    && uses.isPrivate(node.operands().get(k))
                    && read.isInPlace(map.shape())) {
                final Elementwise candidate =
                        result.inline(k, Elementwise.of(inner, read.node().operands()));
                if (isReadable(candidate.body())) {
                    result = candidate;
                }
            }
        }
        return result;
    }

    /**
     * Whether a body stays within both limits.
     *
     * @param body the formula of one operation with others put into it
     * @return false where it would be too long to be read, or to be compiled in a moment
     */
    static boolean isReadable(Expression body) {
        return ExpressionSize.places(body) <= PLACES
                && ExpressionSize.operations(body) <= OPERATIONS;
    }
}
