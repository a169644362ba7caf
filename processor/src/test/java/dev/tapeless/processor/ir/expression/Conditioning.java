package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.Set;

/**
 * How much rounding can matter at a point: whether any part is undefined, nearly singular or at a
 * jump there, and how large the parts are.
 */
final class Conditioning {

    private static final double NEAR = 1e-3;

    private static final Set<UnaryFunction> ONLY_POSITIVE =
            Set.of(UnaryFunction.LOG, UnaryFunction.SQRT);

    private Conditioning() {}

    /** The largest part at a point; infinite where the point says nothing about rounding. */
    static double size(Expression expression, double... point) {
        double largest = 1;
        for (final Expression part : Expressions.parts(expression)) {
            final double value = Evaluation.evaluate(part, point);
            if (!Double.isFinite(value) || isSingular(part, point)) {
                return Double.POSITIVE_INFINITY;
            }
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static boolean isSingular(Expression part, double[] point) {
        if (part instanceof Unary unary) {
            final double u = Evaluation.evaluate(unary.operand(), point);
            return ONLY_POSITIVE.contains(unary.function()) && u < NEAR
                    || unary.function() == UnaryFunction.LOG1P && u < NEAR - 1
                    || unary.function() == UnaryFunction.ABS && Math.abs(u) < NEAR;
        }
        if (part instanceof Binary binary) {
            final double a = Evaluation.evaluate(binary.left(), point);
            final double b = Evaluation.evaluate(binary.right(), point);
            return switch (binary.function()) {
                case DIVIDE -> Math.abs(b) < NEAR;
                case MIN, MAX -> Math.abs(a - b) < NEAR;
                case ADD, SUBTRACT, MULTIPLY -> false;
            };
        }
        if (part instanceof Select select) {
            final double a = Evaluation.evaluate(select.left(), point);
            final double b = Evaluation.evaluate(select.right(), point);
            return Math.abs(a - b) < NEAR;
        }
        return false;
    }
}
