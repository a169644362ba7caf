package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.ExpressionSize.cost;
import static dev.tapeless.processor.ir.expression.Expressions.ZERO;
import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.is;
import static dev.tapeless.processor.ir.expression.Expressions.isConstant;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;
import static dev.tapeless.processor.ir.expression.Expressions.number;
import static dev.tapeless.processor.ir.expression.Expressions.subtract;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.List;

/** Sums and differences. A number stands last in a sum; signs become differences. */
final class SumRules {

    private SumRules() {}

    /**
     * Shortens a sum, a difference or a negative.
     *
     * @param e an expression whose operands are simplified
     * @return another expression, or the same object
     */
    static Expression rewrite(Expression e) {
        if (e instanceof Binary binary) {
            return switch (binary.function()) {
                case ADD -> sum(binary, binary.left(), binary.right());
                case SUBTRACT -> difference(binary, binary.left(), binary.right());
                case MULTIPLY, DIVIDE, MIN, MAX -> e;
            };
        }
        return is(e, UnaryFunction.NEGATE) ? negative((Unary) e) : e;
    }

    private static Expression sum(Binary e, Expression a, Expression b) {
        if (isConstant(b, 0)) {
            return a;
        }
        if (a instanceof Constant) {
            return add(b, a);
        }
        final Expression subtrahend = positive(b);
        if (subtrahend != null) {
            return subtract(a, subtrahend);
        }
        final Expression minuend = positive(a);
        if (minuend != null) {
            return subtract(b, minuend);
        }
        if (a.equals(b)) {
            return multiply(number(2), a);
        }
        if (is(a, BinaryFunction.SUBTRACT) && ((Binary) a).right().equals(b) && cancels(b)) {
            return ((Binary) a).left();
        }
        if (is(b, BinaryFunction.SUBTRACT) && ((Binary) b).right().equals(a) && cancels(a)) {
            return ((Binary) b).left();
        }
        return together(e, a, b);
    }

    private static Expression difference(Binary e, Expression a, Expression b) {
        if (isConstant(b, 0)) {
            return a;
        }
        if (isConstant(a, 0)) {
            return negate(b);
        }
        if (a.equals(b)) {
            return ZERO;
        }
        final Expression summand = positive(b);
        if (summand != null) {
            return add(a, summand);
        }
        if (is(a, UnaryFunction.NEGATE)) {
            return negate(add(((Unary) a).operand(), b));
        }
        if (is(a, BinaryFunction.ADD)) {
            final Binary sum = (Binary) a;
            if (sum.left().equals(b) && cancels(b)) {
                return sum.right();
            }
            if (sum.right().equals(b) && cancels(b)) {
                return sum.left();
            }
        }
        if (is(b, BinaryFunction.SUBTRACT) && ((Binary) b).left().equals(a) && cancels(a)) {
            return ((Binary) b).right();
        }
        final Expression quotient = overDivisor(a, b);
        return quotient == null ? together(e, a, b) : quotient;
    }

    /** {@code 1 - n/d}, where d - n is a number, is that number over d, without cancellation. */
    private static Expression overDivisor(Expression a, Expression b) {
        if (!isConstant(a, 1) || !is(b, BinaryFunction.DIVIDE)) {
            return null;
        }
        final Binary quotient = (Binary) b;
        final Expression rest = difference(quotient.right(), quotient.left());
        return rest instanceof Constant ? Expressions.divide(rest, quotient.right()) : null;
    }

    private static Expression difference(Expression a, Expression b) {
        return difference((Binary) subtract(a, b), a, b);
    }

    private static Expression negative(Unary e) {
        final Expression u = e.operand();
        if (is(u, UnaryFunction.NEGATE)) {
            return ((Unary) u).operand();
        }
        if (u instanceof Binary binary) {
            if (binary.function() == BinaryFunction.SUBTRACT) {
                return subtract(/* left= */ binary.right(), /* right= */ binary.left());
            }
            final boolean product =
                    binary.function() == BinaryFunction.MULTIPLY
                            || binary.function() == BinaryFunction.DIVIDE;
            if (product && binary.left() instanceof Constant number) {
                return Expressions.apply(
                        binary.function(), number(-number.value()), binary.right());
            }
        }
        return e;
    }

    /** The u of {@code -u}, also where the sign stands in a number; null for anything else. */
    private static Expression positive(Expression e) {
        if (is(e, UnaryFunction.NEGATE)) {
            return ((Unary) e).operand();
        }
        if (e instanceof Constant number && number.value() < 0) {
            return number(-number.value());
        }
        if (e instanceof Binary binary
                && (binary.function() == BinaryFunction.MULTIPLY
                        || binary.function() == BinaryFunction.DIVIDE)
                && binary.left() instanceof Constant number
                && number.value() < 0) {
            return Expressions.apply(binary.function(), number(-number.value()), binary.right());
        }
        return null;
    }

    /** A large number that comes and goes was meant to round, and stays. */
    private static boolean cancels(Expression e) {
        return !(e instanceof Constant number) || Math.abs(number.value()) <= 1;
    }

    /** {@code a*c + b*c} is {@code (a + b)*c} and choices of one condition become one. */
    private static Expression together(Binary e, Expression a, Expression b) {
        final Expression choice = SelectRules.together(e.function(), a, b);
        if (choice != null) {
            return choice;
        }
        final Product left = Product.of(a);
        final Product right = Product.of(b);
        final Product shared = left.common(right);
        final boolean sameNumber =
                left.coefficient() == right.coefficient() && Math.abs(left.coefficient()) != 1;
        final boolean finite =
                Double.isFinite(left.coefficient()) && Double.isFinite(right.coefficient());
        if (!finite || (shared.isNumber() && !sameNumber)) {
            return e;
        }
        final Product factor =
                new Product(
                        sameNumber ? left.coefficient() : 1,
                        shared.numerators(),
                        shared.denominators());
        final Expression rest =
                Expressions.apply(
                        e.function(),
                        left.without(factor).expression(),
                        right.without(factor).expression());
        final Expression result = times(Simplifier.simplify(rest), factor);
        return cost(result) < cost(e) ? result : e;
    }

    private static Expression times(Expression rest, Product factor) {
        final Product product = Product.of(rest);
        if (product.isNumber()) {
            return new Product(
                            product.coefficient() * factor.coefficient(),
                            factor.numerators(),
                            factor.denominators())
                    .expression();
        }
        if (factor.denominators().isEmpty()) {
            return multiply(rest, factor.expression());
        }
        final Expression top =
                new Product(factor.coefficient(), factor.numerators(), List.of()).expression();
        return Expressions.divide(
                isConstant(top, 1) ? rest : multiply(rest, top),
                factor.denominators().stream().reduce(Expressions::multiply).get());
    }
}
