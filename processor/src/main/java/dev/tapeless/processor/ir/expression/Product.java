package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.ONE;
import static dev.tapeless.processor.ir.expression.Expressions.divide;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;
import static dev.tapeless.processor.ir.expression.Expressions.number;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.ArrayList;
import java.util.List;

/**
 * An expression seen as {@code coefficient * numerators / denominators}. Every expression can be
 * seen so; one that is no product is its own only numerator.
 *
 * @param coefficient the product of all numbers and signs
 * @param numerators the other factors, in the order in which they stand
 * @param denominators the other divisors, in the order in which they stand
 */
public record Product(
        double coefficient, List<Expression> numerators, List<Expression> denominators) {

    /**
     * Keeps unmodifiable copies.
     *
     * @param coefficient the product of all numbers and signs
     * @param numerators the other factors
     * @param denominators the other divisors
     */
    public Product {
        numerators = List.copyOf(numerators);
        denominators = List.copyOf(denominators);
    }

    /**
     * The factors of an expression.
     *
     * @param expression any expression
     * @return its factors
     */
    public static Product of(Expression expression) {
        final Factors factors = new Factors();
        factors.collect(expression, false);
        return new Product(
                ConstantRules.rounded(factors.multiplied / factors.divided),
                factors.numerators,
                factors.denominators);
    }

    /**
     * The product as an expression: factors from left to right, one division by all divisors, the
     * coefficient in front.
     *
     * @return the expression, without a multiplication by one
     */
    public Expression expression() {
        if (coefficient == 0) {
            return Expressions.ZERO;
        }
        final double size = Math.abs(coefficient);
        Expression result = null;
        for (final Expression factor : numerators) {
            result = result == null ? factor : multiply(result, factor);
        }
        if (result == null) {
            result = number(size);
        } else if (size != 1) {
            result = multiply(number(size), result);
        }
        if (!denominators.isEmpty()) {
            result = divide(result, denominators.stream().reduce(Expressions::multiply).get());
        }
        return coefficient > 0
                ? result
                : result instanceof Constant number ? number(-number.value()) : negated(result);
    }

    /** A negative coefficient stays a number where there is one, or becomes a sign. */
    private static Expression negated(Expression e) {
        if (e instanceof Binary binary
                && binary.function() == BinaryFunction.MULTIPLY
                && binary.left() instanceof Constant number) {
            return multiply(number(-number.value()), binary.right());
        }
        return negate(e);
    }

    /**
     * What is left when factors of another product are taken away.
     *
     * @param other factors that all occur here
     * @return the quotient; null when a factor of the other does not occur here
     */
    public Product without(Product other) {
        final List<Expression> tops = new ArrayList<>(numerators);
        final List<Expression> bottoms = new ArrayList<>(denominators);
        for (final Expression factor : other.numerators) {
            if (!tops.remove(factor)) {
                return null;
            }
        }
        for (final Expression factor : other.denominators) {
            if (!bottoms.remove(factor)) {
                return null;
            }
        }
        return new Product(coefficient / other.coefficient, tops, bottoms);
    }

    /**
     * The factors and divisors that two products share.
     *
     * @param other another product
     * @return the shared ones, with coefficient 1
     */
    public Product common(Product other) {
        return new Product(
                1, common(numerators, other.numerators), common(denominators, other.denominators));
    }

    /**
     * Whether this is nothing but a number.
     *
     * @return true when there is no factor and no divisor
     */
    public boolean isNumber() {
        return numerators.isEmpty() && denominators.isEmpty();
    }

    private static List<Expression> common(List<Expression> first, List<Expression> second) {
        final List<Expression> rest = new ArrayList<>(second);
        return first.stream().filter(rest::remove).toList();
    }

    private static final class Factors {
        private final List<Expression> numerators = new ArrayList<>();
        private final List<Expression> denominators = new ArrayList<>();
        private double multiplied = 1;
        private double divided = 1;

        private void collect(Expression e, boolean below) {
            if (e instanceof Constant number) {
                multiplied *= below ? 1 : number.value();
                divided *= below ? number.value() : 1;
            } else if (e instanceof Unary unary && unary.function() == UnaryFunction.NEGATE) {
                multiplied = -multiplied;
                collect(unary.operand(), below);
            } else if (e instanceof Binary binary && binary.function() == BinaryFunction.MULTIPLY) {
                collect(binary.left(), below);
                collect(binary.right(), below);
            } else if (e instanceof Binary binary && binary.function() == BinaryFunction.DIVIDE) {
                collect(binary.left(), below);
                collect(binary.right(), !below);
            } else if (!e.equals(ONE)) {
                (below ? denominators : numerators).add(e);
            }
        }
    }
}
