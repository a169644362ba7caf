package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.is;
import static dev.tapeless.processor.ir.expression.Expressions.isConstant;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/**
 * Functions that are spelled out are recognised, because the function itself neither overflows nor
 * cancels: {@code 1 / (1 + exp(-x))} is a sigmoid, {@code exp(x) - 1} an expm1.
 */
final class FunctionRules {

    private FunctionRules() {}

    /**
     * Recognises functions.
     *
     * @param e an expression whose operands are simplified
     * @return another expression, or the same object
     */
    static Expression rewrite(Expression e) {
        if (e instanceof Binary binary) {
            return switch (binary.function()) {
                case ADD -> sum(binary);
                case SUBTRACT -> difference(binary);
                case DIVIDE -> quotient(binary);
                case MULTIPLY -> product(binary);
                case MIN, MAX -> binary.left().equals(binary.right()) ? binary.left() : e;
            };
        }
        return e instanceof Unary unary ? unary(unary) : e;
    }

    private static Expression sum(Binary e) {
        if (isConstant(e.right(), 1) && e.left() instanceof Unary unary) {
            return unary.function() == UnaryFunction.EXPM1
                    ? apply(UnaryFunction.EXP, unary.operand())
                    : e;
        }
        return isConstant(e.left(), 1) && is(e.right(), UnaryFunction.EXPM1)
                ? apply(UnaryFunction.EXP, ((Unary) e.right()).operand())
                : e;
    }

    private static Expression difference(Binary e) {
        return isConstant(e.right(), 1) && is(e.left(), UnaryFunction.EXP)
                ? apply(UnaryFunction.EXPM1, ((Unary) e.left()).operand())
                : e;
    }

    /** {@code a / (1 + exp(u))} is {@code a * sigmoid(-u)}, and with a = exp(u) a sigmoid of u. */
    private static Expression quotient(Binary e) {
        final Expression power = increment(e.right());
        if (power == null || !is(power, UnaryFunction.EXP)) {
            return e;
        }
        final Expression exponent = ((Unary) power).operand();
        if (e.left().equals(power)) {
            return apply(UnaryFunction.SIGMOID, exponent);
        }
        return multiply(e.left(), apply(UnaryFunction.SIGMOID, negate(exponent)));
    }

    /** {@code sigmoid(-u) * exp(u)} is {@code sigmoid(u)}. */
    private static Expression product(Binary e) {
        final boolean power = is(e.left(), UnaryFunction.EXP);
        final Expression exponential = power ? e.left() : e.right();
        final Expression sigmoid = power ? e.right() : e.left();
        if (!is(exponential, UnaryFunction.EXP) || !is(sigmoid, UnaryFunction.SIGMOID)) {
            return e;
        }
        final Expression exponent = ((Unary) exponential).operand();
        final Expression opposite = Simplifier.simplify(negate(exponent));
        return ((Unary) sigmoid).operand().equals(opposite)
                ? apply(UnaryFunction.SIGMOID, exponent)
                : e;
    }

    private static Expression unary(Unary e) {
        final Expression operand = e.operand();
        return switch (e.function()) {
            case ABS, COS ->
                    is(operand, UnaryFunction.NEGATE)
                            ? apply(e.function(), ((Unary) operand).operand())
                            : e;
            case LOG -> {
                final Expression rest = increment(operand);
                yield rest == null ? e : apply(UnaryFunction.LOG1P, rest);
            }
            case DETACH -> is(operand, UnaryFunction.DETACH) ? operand : e;
            default -> e;
        };
    }

    /** The u of {@code 1 + u} or {@code u + 1}; null for any other expression. */
    private static Expression increment(Expression e) {
        if (!is(e, BinaryFunction.ADD)) {
            return null;
        }
        final Binary sum = (Binary) e;
        return isConstant(sum.left(), 1)
                ? sum.right()
                : isConstant(sum.right(), 1) ? sum.left() : null;
    }
}
