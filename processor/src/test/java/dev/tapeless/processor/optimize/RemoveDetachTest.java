package dev.tapeless.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;

class RemoveDetachTest {

    private final RewriteCase rewrite = new RewriteCase(RemoveDetach::run);
    private final Node x = rewrite.row("x", 3);

    private static Expression detach(Expression e) {
        return Expressions.apply(UnaryFunction.DETACH, e);
    }

    @Test
    void aDetachedValueInAFormulaIsTheValue() {
        final Expression argument = Expressions.argument(0);
        final Expression body =
                Expressions.multiply(argument, detach(Expressions.negate(detach(argument))));
        rewrite.output(rewrite.builder.map("y", body, x))
                .becomes("y [B, 3] = -(x * x)\nreturn y = y\n");
    }

    @Test
    void aValueThatIsOnlyDetachedVanishes() {
        final Node detached = rewrite.builder.map("d", detach(Expressions.argument(0)), x);
        rewrite.output(rewrite.layers.map("y", "tanh(a)", detached))
                .becomes("y [B, 3] = tanh(x)\nreturn y = y\n");
    }

    @Test
    void theSoftmaxKeepsItsSteps() {
        rewrite.output(rewrite.layers.softmax("p", x))
                .becomes(
                        """
                        pMax [B] = reduce max(x, axis 1)
                        pExp [B, 3] = exp(x - pMax[b])
                        pSum [B] = reduce sum(pExp, axis 1)
                        p [B, 3] = pExp / pSum[b]
                        return p = p
                        """);
    }

    @Test
    void whatIsNotElementwiseStays() {
        final Node product = rewrite.layers.product("w", x, 2);
        rewrite.output(rewrite.builder.reduce("m", Op.Reduce.Kind.MAX, product, 1)).stays();
    }

    @Test
    void isTheFirstPass() {
        assertEquals("remove detach", Passes.ALL.get(0).name());
    }
}
