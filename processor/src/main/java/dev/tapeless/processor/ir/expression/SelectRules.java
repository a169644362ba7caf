package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.divide;
import static dev.tapeless.processor.ir.expression.Expressions.is;
import static dev.tapeless.processor.ir.expression.Expressions.isConstant;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;
import static dev.tapeless.processor.ir.expression.Expressions.withOperands;

import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Choices. Factors move into the branches when a branch swallows them, never out again: {@code dy *
 * where(x > 0, 1, 0)} is {@code where(x > 0, dy, 0)}. A number stands right in a comparison.
 */
final class SelectRules {

    private SelectRules() {}

    /**
     * Shortens a choice, or a negative of one.
     *
     * @param e an expression whose operands are simplified
     * @return another expression, or the same object
     */
    static Expression rewrite(Expression e) {
        if (is(e, UnaryFunction.NEGATE) && ((Unary) e).operand() instanceof Select select) {
            return swallows(select, null)
                    ? branches(select, negate(select.then()), negate(select.otherwise()))
                    : e;
        }
        if (!(e instanceof Select select)) {
            return e;
        }
        if (select.then().equals(select.otherwise())) {
            return select.then();
        }
        final Select canonical = comparison(select);
        if (!canonical.equals(select)) {
            return canonical;
        }
        final Expression then = given(select, true, select.then());
        final Expression otherwise = given(select, false, select.otherwise());
        if (then != select.then() || otherwise != select.otherwise()) {
            return branches(select, then, otherwise);
        }
        final Expression size = absolute(select);
        return size == null ? e : size;
    }

    /**
     * A product in which one factor is a choice.
     *
     * @param a one factor
     * @param b the other factor
     * @return a choice between products where that is shorter, or null
     */
    static Expression multiplied(Expression a, Expression b) {
        final Expression both = together(BinaryFunction.MULTIPLY, a, b);
        if (both != null) {
            return both;
        }
        if (b instanceof Select select && swallows(select, a)) {
            return branches(select, multiply(a, select.then()), multiply(a, select.otherwise()));
        }
        if (a instanceof Select select && swallows(select, b)) {
            return branches(select, multiply(select.then(), b), multiply(select.otherwise(), b));
        }
        return null;
    }

    /**
     * A quotient whose dividend is a choice.
     *
     * @param a the dividend
     * @param b the divisor
     * @return a choice between quotients where that is shorter, or null
     */
    static Expression divided(Expression a, Expression b) {
        return a instanceof Select select && swallows(select, b)
                ? branches(select, divide(select.then(), b), divide(select.otherwise(), b))
                : null;
    }

    /**
     * A function of two choices that hang on the same comparison.
     *
     * @param function the function
     * @param a one choice
     * @param b the other choice
     * @return one choice between two values of the function, or null for anything else
     */
    static Expression together(BinaryFunction function, Expression a, Expression b) {
        if (!(a instanceof Select first)
                || !(b instanceof Select second)
                || !sameCondition(first, second)) {
            return null;
        }
        return branches(
                first,
                apply(function, first.then(), second.then()),
                apply(function, first.otherwise(), second.otherwise()));
    }

    /**
     * Whether two choices hang on the same comparison.
     *
     * @param first one choice
     * @param second another choice
     * @return true for equal comparisons of equal operands
     */
    static boolean sameCondition(Select first, Select second) {
        return first.comparison() == second.comparison()
                && first.left().equals(second.left())
                && first.right().equals(second.right());
    }

    /** The same comparison between other values. */
    private static Select branches(Select select, Expression then, Expression otherwise) {
        return new Select(select.comparison(), select.left(), select.right(), then, otherwise);
    }

    /**
     * Whether a factor vanishes in a branch: a branch that is 0, 1 or -1, or a number in the branch
     * with which a factor that is a number merges.
     */
    private static boolean swallows(Select select, Expression factor) {
        return swallows(select.then(), factor) || swallows(select.otherwise(), factor);
    }

    private static boolean swallows(Expression branch, Expression factor) {
        if (branch instanceof Select select) {
            return swallows(select, factor);
        }
        if (branch instanceof Constant number) {
            return factor == null
                    || factor instanceof Constant
                    || number.value() == 0
                    || Math.abs(number.value()) == 1;
        }
        return factor instanceof Constant
                && branch instanceof Binary binary
                && binary.function() == BinaryFunction.MULTIPLY
                && binary.left() instanceof Constant;
    }

    /** What a branch is, knowing how the comparison came out. */
    private static Expression given(Select condition, boolean holds, Expression branch) {
        return given(condition, holds, branch, new IdentityHashMap<>());
    }

    /** Takes every part once: as a tree, choices within choices are twice as many each level. */
    private static Expression given(
            Select condition,
            boolean holds,
            Expression e,
            IdentityHashMap<Expression, Expression> done) {
        final Expression known = done.get(e);
        if (known != null) {
            return known;
        }
        final Expression result =
                e instanceof Select select && sameCondition(condition, select)
                        ? given(condition, holds, holds ? select.then() : select.otherwise(), done)
                        : withOperands(e, operand -> given(condition, holds, operand, done));
        done.put(e, result);
        return result;
    }

    private static Select comparison(Select e) {
        if (e.left() instanceof Constant && !(e.right() instanceof Constant)) {
            return new Select(
                    mirrored(e.comparison()),
                    /* left= */ e.right(),
                    /* right= */ e.left(),
                    e.then(),
                    e.otherwise());
        }
        if (e.left() instanceof Binary extreme
                && extreme.right() instanceof Constant bound
                && e.right() instanceof Constant limit
                && isBeside(extreme.function(), bound.value(), limit.value())) {
            return new Select(e.comparison(), extreme.left(), limit, e.then(), e.otherwise());
        }
        if (!isConstant(e.right(), 0)) {
            return e;
        }
        if (e.left() instanceof Unary unary) {
            return switch (unary.function()) {
                case NEGATE -> scaled(e, -1, unary.operand());
                case EXPM1, LOG1P, TANH, ERF -> scaled(e, 1, unary.operand());
                default -> e;
            };
        }
        if (e.left() instanceof Binary binary) {
            final boolean product = binary.function() == BinaryFunction.MULTIPLY;
            final boolean quotient = binary.function() == BinaryFunction.DIVIDE;
            if (product && binary.left() instanceof Constant number && number.value() != 0) {
                return scaled(e, number.value(), binary.right());
            }
            if (quotient && binary.right() instanceof Constant number && number.value() != 0) {
                return scaled(e, number.value(), binary.left());
            }
        }
        return e;
    }

    /** The larger of u and a bound compares with what is above the bound just as u does. */
    private static boolean isBeside(BinaryFunction function, double bound, double limit) {
        return (function == BinaryFunction.MAX && bound < limit)
                || (function == BinaryFunction.MIN && bound > limit);
    }

    /** Only the sign of a factor, or of a function, matters for a comparison with 0. */
    private static Select scaled(Select e, double factor, Expression rest) {
        final Comparison comparison = factor > 0 ? e.comparison() : mirrored(e.comparison());
        return new Select(comparison, rest, e.right(), e.then(), e.otherwise());
    }

    /**
     * The comparison with its operands exchanged.
     *
     * @param comparison the comparison
     * @return the comparison that holds for (b, a) when the given one holds for (a, b)
     */
    static Comparison mirrored(Comparison comparison) {
        return switch (comparison) {
            case LESS -> Comparison.GREATER;
            case LESS_OR_EQUAL -> Comparison.GREATER_OR_EQUAL;
            case GREATER -> Comparison.LESS;
            case GREATER_OR_EQUAL -> Comparison.LESS_OR_EQUAL;
            case EQUAL -> Comparison.EQUAL;
            case NOT_EQUAL -> Comparison.NOT_EQUAL;
        };
    }

    /** {@code where(x > 0, x*r, where(x < 0, -x*r, 0))} is {@code abs(x)*r}. */
    private static Expression absolute(Select e) {
        if (e.comparison() != Comparison.GREATER
                || !isConstant(e.right(), 0)
                || !(e.otherwise() instanceof Select inner)
                || inner.comparison() != Comparison.LESS
                || !inner.left().equals(e.left())
                || !isConstant(inner.right(), 0)
                || !isConstant(inner.otherwise(), 0)) {
            return null;
        }
        final Product product = Product.of(e.then());
        final Product opposite = Product.of(inner.then());
        final boolean opposed =
                product.coefficient() == -opposite.coefficient()
                        && product.numerators().equals(opposite.numerators())
                        && product.denominators().equals(opposite.denominators());
        final int place = product.numerators().indexOf(e.left());
        if (!opposed || place < 0) {
            return null;
        }
        final List<Expression> factors = new ArrayList<>(product.numerators());
        factors.set(place, apply(UnaryFunction.ABS, e.left()));
        return new Product(product.coefficient(), factors, product.denominators()).expression();
    }
}
