package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/**
 * What an expression means: its value in double precision, computed with {@link StrictMath}, hence
 * the same on every machine.
 */
public final class Evaluation implements Expression.Visitor<Double> {

    private final double[] arguments;

    private Evaluation(double[] arguments) {
        this.arguments = arguments;
    }

    /**
     * The value of an expression.
     *
     * @param expression the expression
     * @param arguments the value of each argument
     * @return the value; only the chosen side of a choice is evaluated
     */
    public static double evaluate(Expression expression, double... arguments) {
        return expression.accept(new Evaluation(arguments));
    }

    /**
     * The value of a function of one value.
     *
     * @param function the function
     * @param x its argument
     * @return the value
     */
    public static double evaluate(UnaryFunction function, double x) {
        return switch (function) {
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case EXP -> StrictMath.exp(x);
            case EXPM1 -> StrictMath.expm1(x);
            case LOG -> StrictMath.log(x);
            case LOG1P -> StrictMath.log1p(x);
            case SQRT -> Math.sqrt(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
            case ERF -> ErrorFunction.erf(x);
            case SIN -> StrictMath.sin(x);
            case COS -> StrictMath.cos(x);
            case DETACH -> x;
        };
    }

    /**
     * The value of a function of two values.
     *
     * @param function the function
     * @param a its first argument
     * @param b its second argument
     * @return the value
     */
    public static double evaluate(BinaryFunction function, double a, double b) {
        return switch (function) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }

    /**
     * Whether a comparison holds.
     *
     * @param comparison the comparison
     * @param a its first operand
     * @param b its second operand
     * @return whether it holds; false where an operand is not a number, but for {@code !=}
     */
    public static boolean holds(Comparison comparison, double a, double b) {
        return switch (comparison) {
            case LESS -> a < b;
            case LESS_OR_EQUAL -> a <= b;
            case GREATER -> a > b;
            case GREATER_OR_EQUAL -> a >= b;
            case EQUAL -> a == b;
            case NOT_EQUAL -> a != b;
        };
    }

    /** The form without overflow on either side of 0. */
    private static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        final double e = StrictMath.exp(x);
        return e / (1 + e);
    }

    @Override
    public Double constant(Constant expression) {
        return expression.value();
    }

    @Override
    public Double argument(Argument expression) {
        return arguments[expression.index()];
    }

    @Override
    public Double unary(Unary expression) {
        return evaluate(expression.function(), expression.operand().accept(this));
    }

    @Override
    public Double binary(Binary expression) {
        final double left = expression.left().accept(this);
        return evaluate(expression.function(), left, expression.right().accept(this));
    }

    @Override
    public Double select(Select expression) {
        final double left = expression.left().accept(this);
        final double right = expression.right().accept(this);
        final Expression chosen =
                holds(expression.comparison(), left, right)
                        ? expression.then()
                        : expression.otherwise();
        return chosen.accept(this);
    }
}
