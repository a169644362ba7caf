package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Unary;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

/** Differentiation is done: a detached value is the value. */
final class RemoveDetach {

    private RemoveDetach() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same without detached values
     */
    static Graph run(Graph graph) {
        return Rewriting.run(
                graph,
                g ->
                        (builder, node, places) -> {
                            if (!(node.op() instanceof Op.Map map)) {
                                return null;
                            }
                            final Elementwise form = Elementwise.of(map, places.operands(node));
                            final Expression body = attached(map.body());
                            return new Elementwise(body, form.reads(), form.shape())
                                    .build(builder, node.label());
                        });
    }

    private static Expression attached(Expression e) {
        return Expressions.is(e, UnaryFunction.DETACH)
                ? attached(((Unary) e).operand())
                : Expressions.withOperands(e, RemoveDetach::attached);
    }
}
