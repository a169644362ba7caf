package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.number;
import static dev.tapeless.processor.ir.expression.Expressions.where;
import static dev.tapeless.processor.ir.expression.Expressions.withOperands;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/**
 * Derivatives that are computed from the stored result of a function instead of its arguments:
 * {@code 1 - y*y} for a hyperbolic tangent, {@code where(y > 0, 1, 0)} for a rectifier. The
 * function's own parts that occur in the derivative are expressed by the result, also within the
 * branches of a choice, where the function is something simpler. A comparison of an argument
 * becomes one of the result where the signs of both branches prove that it comes out the same.
 */
public final class OutputForm {

    private OutputForm() {}

    /**
     * The partial derivative of a function, in terms of its result as far as that is possible.
     *
     * @param function the function, simplified
     * @param argument with respect to which argument
     * @param output the argument that stands for the result of the function
     * @return the derivative, simplified; may still contain arguments of the function
     */
    public static Expression derivative(Expression function, int argument, Argument output) {
        final Expression derivative = Derivative.of(function, argument);
        return Simplifier.simplify(express(derivative, function, new Line(output, 1, 0)));
    }

    /** Replaces parts of an expression, knowing the value of the function. */
    private static Expression express(Expression e, Expression function, Line value) {
        if (function instanceof Constant || function instanceof Argument) {
            return e;
        }
        if (function instanceof Select select) {
            return inBranches(e, select, value);
        }
        if (function instanceof Binary binary) {
            return switch (binary.function()) {
                case MAX -> atExtreme(e, Comparison.GREATER, binary, value);
                case MIN -> atExtreme(e, Comparison.LESS, binary, value);
                case ADD, SUBTRACT, MULTIPLY, DIVIDE -> inside(e, binary, value);
            };
        }
        final Expression replaced = replace(e, function, value);
        return Expressions.is(function, UnaryFunction.NEGATE)
                ? express(replaced, ((Unary) function).operand(), value.times(-1))
                : replaced;
    }

    private static Expression replace(Expression e, Expression part, Line value) {
        return e.equals(part)
                ? value.expression()
                : withOperands(e, operand -> replace(operand, part, value));
    }

    /** The choices of the function appear in its derivative with the same comparison. */
    private static Expression inBranches(Expression e, Select function, Line value) {
        if (e.equals(function)) {
            return value.expression();
        }
        if (!(e instanceof Select select) || !SelectRules.sameCondition(select, function)) {
            return withOperands(e, operand -> inBranches(operand, function, value));
        }
        final Expression then = express(select.then(), function.then(), value);
        final Expression otherwise = express(select.otherwise(), function.otherwise(), value);
        return isDecidedByResult(function) && value.comparesLike(0)
                ? value.compare(select.comparison(), 0, then, otherwise)
                : where(select.comparison(), select.left(), select.right(), then, otherwise);
    }

    /** Whether the result compares with 0 just as the operand of the comparison does. */
    private static boolean isDecidedByResult(Select function) {
        return Expressions.isConstant(function.right(), 0)
                && Signs.of(function.then(), function, true).always(function.comparison(), true)
                && Signs.of(function.otherwise(), function, false)
                        .always(function.comparison(), false);
    }

    /** The larger of u and a number exceeds the number exactly where u does; it is u there. */
    private static Expression atExtreme(
            Expression e, Comparison comparison, Binary function, Line value) {
        if (e.equals(function)) {
            return value.expression();
        }
        if (!(e instanceof Select select)
                || select.comparison() != comparison
                || !select.left().equals(function.left())
                || !select.right().equals(function.right())) {
            return withOperands(e, operand -> atExtreme(operand, comparison, function, value));
        }
        final Expression then = express(select.then(), function.left(), value);
        final Expression otherwise = express(select.otherwise(), function.right(), value);
        return function.right() instanceof Constant bound && value.comparesLike(bound.value())
                ? value.compare(comparison, bound.value(), then, otherwise)
                : where(comparison, select.left(), select.right(), then, otherwise);
    }

    /** Where the function is an inner one with a number added or multiplied, solves for that. */
    private static Expression inside(Expression e, Binary function, Line value) {
        final Expression replaced = replace(e, function, value);
        final Expression a = function.left();
        final Expression b = function.right();
        final BinaryFunction operation = function.function();
        if (a instanceof Constant left && left.value() != 0) {
            final double c = left.value();
            return switch (operation) {
                case MULTIPLY -> express(replaced, b, value.times(1 / c));
                case SUBTRACT ->
                        isSmall(c) ? express(replaced, b, value.plus(-c).times(-1)) : replaced;
                default -> replaced;
            };
        }
        if (b instanceof Constant right && right.value() != 0) {
            final double c = right.value();
            return switch (operation) {
                case DIVIDE -> express(replaced, a, value.times(c));
                case ADD -> isSmall(c) ? express(replaced, a, value.plus(-c)) : replaced;
                case SUBTRACT -> isSmall(c) ? express(replaced, a, value.plus(c)) : replaced;
                default -> replaced;
            };
        }
        return replaced;
    }

    /** Undoing the addition of a number above 1 would cost digits. */
    private static boolean isSmall(double summand) {
        return Math.abs(summand) <= 1;
    }

    /**
     * The value of a part of the function: {@code scale * y + shift}.
     *
     * @param y the result of the whole function
     * @param scale the factor
     * @param shift the summand
     */
    private record Line(Argument y, double scale, double shift) {

        Line times(double factor) {
            return new Line(
                    y,
                    ConstantRules.rounded(scale * factor),
                    ConstantRules.rounded(shift * factor));
        }

        Line plus(double summand) {
            return new Line(y, scale, ConstantRules.rounded(shift + summand));
        }

        Expression expression() {
            return add(multiply(number(scale), y), number(shift));
        }

        /** Whether y compares exactly, up to underflow: rounding must not decide. */
        boolean comparesLike(double bound) {
            return shift == 0 && (bound == 0 || Math.abs(scale) == 1);
        }

        Expression compare(
                Comparison comparison, double bound, Expression then, Expression otherwise) {
            return where(
                    scale > 0 ? comparison : SelectRules.mirrored(comparison),
                    y,
                    number(bound / scale),
                    then,
                    otherwise);
        }
    }
}
