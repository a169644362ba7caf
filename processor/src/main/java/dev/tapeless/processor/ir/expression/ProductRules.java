package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.ExpressionSize.cost;
import static dev.tapeless.processor.ir.expression.Expressions.ZERO;
import static dev.tapeless.processor.ir.expression.Expressions.divide;
import static dev.tapeless.processor.ir.expression.Expressions.is;
import static dev.tapeless.processor.ir.expression.Expressions.isConstant;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;
import static dev.tapeless.processor.ir.expression.Expressions.number;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.List;

/** Products and quotients. A number stands first in a product, a sign in front of everything. */
final class ProductRules {

    private ProductRules() {}

    /**
     * Shortens a product or a quotient.
     *
     * @param e an expression whose operands are simplified
     * @return another expression, or the same object
     */
    static Expression rewrite(Expression e) {
        if (is(e, BinaryFunction.MULTIPLY)) {
            return product((Binary) e, ((Binary) e).left(), ((Binary) e).right());
        }
        return is(e, BinaryFunction.DIVIDE)
                ? quotient((Binary) e, ((Binary) e).left(), ((Binary) e).right())
                : e;
    }

    private static Expression product(Binary e, Expression a, Expression b) {
        if (b instanceof Constant && !(a instanceof Constant)) {
            return multiply(b, a);
        }
        if (a instanceof Constant number) {
            if (number.value() == 0) {
                return ZERO;
            }
            if (Math.abs(number.value()) == 1) {
                return number.value() > 0 ? b : negate(b);
            }
            final Expression spread = spread(number, b);
            if (spread != null) {
                return spread;
            }
        }
        if (is(a, UnaryFunction.NEGATE)) {
            return negate(multiply(((Unary) a).operand(), b));
        }
        if (is(b, UnaryFunction.NEGATE)) {
            return negate(multiply(a, ((Unary) b).operand()));
        }
        if (is(b, BinaryFunction.DIVIDE) && isConstant(((Binary) b).left(), 1)) {
            return divide(a, ((Binary) b).right());
        }
        if (is(a, BinaryFunction.DIVIDE) && isConstant(((Binary) a).left(), 1)) {
            return divide(b, ((Binary) a).right());
        }
        final Expression choice = SelectRules.multiplied(a, b);
        return choice == null ? merged(e) : choice;
    }

    private static Expression quotient(Binary e, Expression a, Expression b) {
        if (isConstant(a, 0)) {
            return ZERO;
        }
        if (b instanceof Constant number && number.value() != 0) {
            final double inverse = 1 / number.value();
            if (isPowerOfTwo(number.value()) && Double.isFinite(inverse)) {
                return multiply(number(inverse), a);
            }
        }
        if (is(a, UnaryFunction.NEGATE)) {
            return negate(divide(((Unary) a).operand(), b));
        }
        if (is(b, UnaryFunction.NEGATE)) {
            return negate(divide(a, ((Unary) b).operand()));
        }
        if (is(b, BinaryFunction.DIVIDE)) {
            return divide(multiply(a, ((Binary) b).right()), ((Binary) b).left());
        }
        if (is(a, BinaryFunction.DIVIDE) && ((Binary) a).left() instanceof Constant) {
            return divide(((Binary) a).left(), multiply(((Binary) a).right(), b));
        }
        final Expression choice = SelectRules.divided(a, b);
        if (choice != null) {
            return choice;
        }
        final Expression shortened = shortened(e);
        return shortened == e ? merged(e) : shortened;
    }

    private static boolean isPowerOfTwo(double value) {
        return Math.abs(value) == Math.scalb(1.0, Math.getExponent(value));
    }

    /** Several numbers in one product become one. */
    private static Expression merged(Binary e) {
        if (numbers(e) < 2) {
            return e;
        }
        final Product product = Product.of(e);
        final double size = Math.abs(product.coefficient());
        return size > Double.MIN_NORMAL && size < Double.MAX_VALUE ? product.expression() : e;
    }

    /** How many numbers there are among the factors and divisors. */
    private static int numbers(Expression e) {
        if (e instanceof Constant) {
            return 1;
        }
        final boolean inner =
                is(e, UnaryFunction.NEGATE)
                        || is(e, BinaryFunction.MULTIPLY)
                        || is(e, BinaryFunction.DIVIDE);
        return inner ? Expressions.operands(e).stream().mapToInt(o -> numbers(o)).sum() : 0;
    }

    /** A factor that is certainly not zero is cut out of a fraction. */
    private static Expression shortened(Binary e) {
        final Product product = Product.of(e);
        for (final Expression factor : product.denominators()) {
            final boolean above = product.numerators().contains(factor);
            if (above && Signs.of(factor).isNonZero() && Double.isFinite(product.coefficient())) {
                final Product both = new Product(1, List.of(factor), List.of(factor));
                return product.without(both).expression();
            }
        }
        return e;
    }

    /** {@code c * (a + b)} is {@code c*a + c*b} where that is shorter. */
    private static Expression spread(Constant number, Expression e) {
        if (!is(e, BinaryFunction.ADD) && !is(e, BinaryFunction.SUBTRACT)) {
            return null;
        }
        final Binary sum = (Binary) e;
        if (numbers(sum.left()) + numbers(sum.right()) < 2) {
            return null;
        }
        final Expression result =
                Expressions.apply(
                        sum.function(),
                        Simplifier.simplify(multiply(number, sum.left())),
                        Simplifier.simplify(multiply(number, sum.right())));
        return cost(result) < cost(e) + 1 ? result : null;
    }
}
