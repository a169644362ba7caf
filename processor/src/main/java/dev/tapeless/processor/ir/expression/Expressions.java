package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** Makes expressions, looks into them, and makes new ones of them. */
public final class Expressions {

    /** The number 0. */
    public static final Constant ZERO = new Constant(0);

    /** The number 1. */
    public static final Constant ONE = new Constant(1);

    private Expressions() {}

    /**
     * A number.
     *
     * @param value its value; a negative zero becomes a positive one, which no formula tells apart
     * @return the expression
     */
    public static Constant number(double value) {
        return new Constant(value == 0 ? 0.0 : value);
    }

    /**
     * The element of an operand.
     *
     * @param index which operand, from 0
     * @return the expression
     */
    public static Argument argument(int index) {
        return new Argument(index);
    }

    /**
     * A function of one value.
     *
     * @param function the function
     * @param operand its argument
     * @return the expression
     */
    public static Expression apply(UnaryFunction function, Expression operand) {
        return new Unary(function, operand);
    }

    /**
     * A function of two values.
     *
     * @param function the function
     * @param left its first argument
     * @param right its second argument
     * @return the expression
     */
    public static Expression apply(BinaryFunction function, Expression left, Expression right) {
        return new Binary(function, left, right);
    }

    /**
     * A sum.
     *
     * @param left the first summand
     * @param right the second summand
     * @return {@code left + right}
     */
    public static Expression add(Expression left, Expression right) {
        return new Binary(BinaryFunction.ADD, left, right);
    }

    /**
     * A difference.
     *
     * @param left the minuend
     * @param right the subtrahend
     * @return {@code left - right}
     */
    public static Expression subtract(Expression left, Expression right) {
        return new Binary(BinaryFunction.SUBTRACT, left, right);
    }

    /**
     * A product.
     *
     * @param left the first factor
     * @param right the second factor
     * @return {@code left * right}
     */
    public static Expression multiply(Expression left, Expression right) {
        return new Binary(BinaryFunction.MULTIPLY, left, right);
    }

    /**
     * A quotient.
     *
     * @param left the dividend
     * @param right the divisor
     * @return {@code left / right}
     */
    public static Expression divide(Expression left, Expression right) {
        return new Binary(BinaryFunction.DIVIDE, left, right);
    }

    /**
     * The negative of a value.
     *
     * @param operand the value
     * @return {@code -operand}
     */
    public static Expression negate(Expression operand) {
        return new Unary(UnaryFunction.NEGATE, operand);
    }

    /**
     * One of two values.
     *
     * @param comparison how the operands are compared
     * @param left the first operand of the comparison
     * @param right the second operand of the comparison
     * @param then the value where the comparison holds
     * @param otherwise the value elsewhere
     * @return {@code where(left comparison right, then, otherwise)}
     */
    public static Expression where(
            Comparison comparison,
            Expression left,
            Expression right,
            Expression then,
            Expression otherwise) {
        return new Select(comparison, left, right, then, otherwise);
    }

    /**
     * Whether an expression is a certain function of one value.
     *
     * @param expression the expression
     * @param function the function
     * @return true for that function
     */
    public static boolean is(Expression expression, UnaryFunction function) {
        return expression instanceof Unary unary && unary.function() == function;
    }

    /**
     * Whether an expression is a certain function of two values.
     *
     * @param expression the expression
     * @param function the function
     * @return true for that function
     */
    public static boolean is(Expression expression, BinaryFunction function) {
        return expression instanceof Binary binary && binary.function() == function;
    }

    /**
     * Whether an expression is a certain number.
     *
     * @param expression the expression
     * @param value the number
     * @return true for that number, whatever the sign of a zero
     */
    public static boolean isConstant(Expression expression, double value) {
        return expression instanceof Constant constant && constant.value() == value;
    }

    /**
     * What an expression is directly made of.
     *
     * @param expression the expression
     * @return its operands in the order of their evaluation; empty for numbers and arguments
     */
    public static List<Expression> operands(Expression expression) {
        return expression.accept(Operands.LIST);
    }

    /**
     * The same kind of expression over other operands.
     *
     * @param expression the expression
     * @param change gives what stands in the place of an operand
     * @return the new expression; the given one itself when no operand was changed
     */
    public static Expression withOperands(Expression expression, UnaryOperator<Expression> change) {
        return expression.accept(new Operands.Replacement(change));
    }

    /**
     * An expression with other expressions in the place of its arguments.
     *
     * @param expression the expression
     * @param replacement gives the expression for the index of an argument
     * @return the expression over the replacements
     */
    public static Expression substitute(
            Expression expression, IntFunction<? extends Expression> replacement) {
        return substitute(expression, replacement, new IdentityHashMap<>());
    }

    private static Expression substitute(
            Expression expression,
            IntFunction<? extends Expression> replacement,
            Map<Expression, Expression> done) {
        final Expression known = done.get(expression);
        if (known != null) {
            return known;
        }
        final Expression result =
                expression instanceof Argument argument
                        ? replacement.apply(argument.index())
                        : withOperands(expression, e -> substitute(e, replacement, done));
        done.put(expression, result);
        return result;
    }

    /**
     * Which arguments occur.
     *
     * @param expression the expression
     * @return the indices, ascending
     */
    public static SortedSet<Integer> arguments(Expression expression) {
        final SortedSet<Integer> found = new TreeSet<>();
        for (final Expression part : parts(expression)) {
            if (part instanceof Argument argument) {
                found.add(argument.index());
            }
        }
        return found;
    }

    /**
     * Whether one expression occurs in another.
     *
     * @param expression the larger expression
     * @param part the smaller expression
     * @return true when the part is the expression or stands in it
     */
    public static boolean contains(Expression expression, Expression part) {
        return parts(expression).contains(part);
    }

    /** All different parts, the expression itself included. */
    static Set<Expression> parts(Expression expression) {
        final Set<Expression> found = new HashSet<>();
        collect(expression, found, new IdentityHashMap<>());
        return found;
    }

    private static void collect(
            Expression expression, Set<Expression> found, Map<Expression, Boolean> visited) {
        if (visited.put(expression, true) == null && found.add(expression)) {
            operands(expression).forEach(operand -> collect(operand, found, visited));
        }
    }
}
