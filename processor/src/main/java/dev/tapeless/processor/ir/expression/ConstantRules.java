package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.number;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/** What is made of numbers alone is a number. */
final class ConstantRules {

    /** Relative distance from a short number that is taken for rounding. */
    private static final double ROUNDING = 4e-16;

    /** Multiples of 1/4096 count as short. */
    private static final double FRACTION = 4096;

    private ConstantRules() {}

    /**
     * Computes what can be computed. A result that is not finite stays a formula, because that is
     * what the user wrote.
     *
     * @param e an expression
     * @return the number, the chosen side, or the same object
     */
    static Expression fold(Expression e) {
        if (e instanceof Unary unary && unary.operand() instanceof Constant operand) {
            return finite(Evaluation.evaluate(unary.function(), operand.value()), e);
        }
        if (e instanceof Binary binary
                && binary.left() instanceof Constant left
                && binary.right() instanceof Constant right) {
            final double value =
                    Evaluation.evaluate(binary.function(), left.value(), right.value());
            return finite(rounded(value), e);
        }
        if (e instanceof Select select
                && select.left() instanceof Constant left
                && select.right() instanceof Constant right) {
            return Evaluation.holds(select.comparison(), left.value(), right.value())
                    ? select.then()
                    : select.otherwise();
        }
        return e;
    }

    /**
     * A number without the rounding that hides that it is short: {@code 0.1 * (1 / 0.1)} is 1, and
     * the square of {@code 1 / sqrt(2)} is 0.5.
     *
     * @param value a computed number
     * @return the short number next to it, or the number
     */
    static double rounded(double value) {
        final double nearest = Math.rint(value * FRACTION) / FRACTION;
        return Math.abs(value - nearest) <= ROUNDING * Math.abs(nearest) ? nearest : value;
    }

    private static Expression finite(double value, Expression otherwise) {
        return Double.isFinite(value) ? number(value) : otherwise;
    }
}
