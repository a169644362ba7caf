package dev.tapeless.processor.ir.expression;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rewrites an expression into a shorter one of the same value. Works from the inside out with a
 * table of rules, each of which removes an operation or moves one in a single direction, so that it
 * ends; a limit on the number of rewrites makes sure.
 *
 * <p>Values change by no more than rounding, under the convention that arithmetic is finite: {@code
 * 0 * x} is 0, {@code x - x} is 0, and zeros have no sign. Sums and products are regrouped only
 * where that saves an operation.
 */
public final class Simplifier {

    /**
     * Far more than usual formulas take, see the test that counts. Eleven {@code abs} in each other
     * reach it, and stay as they are by then.
     */
    static final int REWRITES = 20_000;

    /** Each rule gives another expression, or the same object where it does not apply. */
    private static final List<UnaryOperator<Expression>> RULES =
            List.of(
                    ConstantRules::fold,
                    FunctionRules::rewrite,
                    SumRules::rewrite,
                    ProductRules::rewrite,
                    SelectRules::rewrite);

    private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();
    private int rewrites;

    private Simplifier() {}

    /**
     * A shorter form of an expression.
     *
     * @param expression the expression
     * @return the simplified expression; simplifying it again changes nothing
     */
    public static Expression simplify(Expression expression) {
        return new Simplifier().visit(expression);
    }

    /** How many rewrites an expression takes. */
    static int rewrites(Expression expression) {
        final Simplifier simplifier = new Simplifier();
        simplifier.visit(expression);
        return simplifier.rewrites;
    }

    private Expression visit(Expression expression) {
        final Expression seen = known.get(expression);
        if (seen != null) {
            return seen;
        }
        Expression before = expression;
        Expression after = applyFirstRule(Expressions.withOperands(expression, this::visit));
        while (after != before) {
            before = after;
            after = applyFirstRule(Expressions.withOperands(before, this::visit));
        }
        known.put(expression, after);
        known.put(after, after);
        return after;
    }

    private Expression applyFirstRule(Expression expression) {
        for (final UnaryOperator<Expression> rule : RULES) {
            final Expression next = rule.apply(expression);
            if (next != expression && rewrites < REWRITES) {
                rewrites++;
                return next;
            }
        }
        return expression;
    }
}
