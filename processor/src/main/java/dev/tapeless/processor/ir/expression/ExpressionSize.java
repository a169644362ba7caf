package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

/** How large an expression is: in operations, as text and in time. */
public final class ExpressionSize {

    /** What a division costs, in additions. */
    private static final int DIVISION = 4;

    /** What a transcendental function costs, in additions. */
    private static final int SERIES = 16;

    private ExpressionSize() {}

    /**
     * The number of different operations, each part that occurs several times counted once.
     *
     * @param expression the expression
     * @return how many functions and choices there are
     */
    public static int operations(Expression expression) {
        int count = 0;
        for (final Expression part : Expressions.parts(expression)) {
            count += Expressions.operands(part).isEmpty() ? 0 : 1;
        }
        return count;
    }

    /**
     * The number of places in an expression, a part that occurs several times counted every time:
     * the size of the text, which for parts within parts grows much faster than {@link
     * #operations}.
     *
     * @param expression the expression
     * @return how many functions, choices, arguments and numbers there are
     */
    public static int places(Expression expression) {
        int count = 1;
        for (final Expression operand : Expressions.operands(expression)) {
            count += places(operand);
        }
        return count;
    }

    /**
     * About how long an expression takes, in additions, each part that occurs several times counted
     * once.
     *
     * @param expression the expression
     * @return the sum over its operations; 0 for a number or an argument
     */
    public static int cost(Expression expression) {
        int sum = 0;
        for (final Expression part : Expressions.parts(expression)) {
            if (part instanceof Unary unary) {
                sum += cost(unary.function());
            } else if (part instanceof Binary binary) {
                sum += binary.function() == BinaryFunction.DIVIDE ? DIVISION : 1;
            } else if (part instanceof Select) {
                sum++;
            }
        }
        return sum;
    }

    private static int cost(UnaryFunction function) {
        return switch (function) {
            case DETACH -> 0;
            case NEGATE, ABS -> 1;
            case SQRT -> DIVISION;
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF, SIN, COS -> SERIES;
        };
    }
}
