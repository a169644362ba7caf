package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Prints an expression as a formula, with the fewest parentheses. */
public final class ExpressionPrinter implements Expression.Visitor<String> {

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int SIGN = 3;
    private static final int ATOM = 4;

    private final IntFunction<String> names;

    private ExpressionPrinter(IntFunction<String> names) {
        this.names = names;
    }

    /**
     * The formula of an expression.
     *
     * @param expression the expression
     * @param names the name of each argument
     * @return for instance {@code max(x, 0)}
     */
    public static String print(Expression expression, List<String> names) {
        return print(expression, names::get);
    }

    /**
     * The formula of an expression.
     *
     * @param expression the expression
     * @param names gives the name of an argument
     * @return for instance {@code max(x, 0)}
     */
    public static String print(Expression expression, IntFunction<String> names) {
        return expression.accept(new ExpressionPrinter(names));
    }

    /**
     * A number as a person writes it: whole numbers without a fraction, others in the shortest form
     * that reads back as the same double.
     *
     * @param value the number
     * @return its text
     */
    public static String print(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /**
     * The sign of a comparison.
     *
     * @param comparison the comparison
     * @return for instance {@code >=}
     */
    public static String print(Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
        };
    }

    @Override
    public String constant(Constant expression) {
        return print(expression.value());
    }

    @Override
    public String argument(Argument expression) {
        return names.apply(expression.index());
    }

    @Override
    public String unary(Unary expression) {
        if (expression.function() == UnaryFunction.NEGATE) {
            return "-" + atLeast(SIGN, expression.operand());
        }
        final String name = expression.function().name().toLowerCase(Locale.ROOT);
        return name + "(" + expression.operand().accept(this) + ")";
    }

    @Override
    public String binary(Binary expression) {
        final Expression a = expression.left();
        final Expression b = expression.right();
        return switch (expression.function()) {
            case ADD -> atLeast(SUM, a) + " + " + atLeast(SUM + 1, b);
            case SUBTRACT -> atLeast(SUM, a) + " - " + atLeast(SUM + 1, b);
            case MULTIPLY -> atLeast(PRODUCT, a) + " * " + atLeast(PRODUCT + 1, b);
            case DIVIDE -> atLeast(PRODUCT, a) + " / " + atLeast(PRODUCT + 1, b);
            case MIN -> "min(" + a.accept(this) + ", " + b.accept(this) + ")";
            case MAX -> "max(" + a.accept(this) + ", " + b.accept(this) + ")";
        };
    }

    @Override
    public String select(Select expression) {
        final String condition =
                expression.left().accept(this)
                        + " "
                        + print(expression.comparison())
                        + " "
                        + expression.right().accept(this);
        return "where("
                + condition
                + ", "
                + expression.then().accept(this)
                + ", "
                + expression.otherwise().accept(this)
                + ")";
    }

    private String atLeast(int level, Expression expression) {
        final String text = expression.accept(this);
        return level(expression) < level ? "(" + text + ")" : text;
    }

    private static int level(Expression expression) {
        if (expression instanceof Constant constant) {
            return constant.value() < 0 ? SIGN - 1 : ATOM;
        }
        if (expression instanceof Unary unary) {
            return unary.function() == UnaryFunction.NEGATE ? SIGN - 1 : ATOM;
        }
        if (expression instanceof Binary binary) {
            return switch (binary.function()) {
                case ADD, SUBTRACT -> SUM;
                case MULTIPLY, DIVIDE -> PRODUCT;
                case MIN, MAX -> ATOM;
            };
        }
        return ATOM;
    }
}
