package dev.tapeless.processor.ir.expression;

import static dev.tapeless.processor.ir.expression.Expressions.ONE;
import static dev.tapeless.processor.ir.expression.Expressions.ZERO;
import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.divide;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.negate;
import static dev.tapeless.processor.ir.expression.Expressions.number;
import static dev.tapeless.processor.ir.expression.Expressions.subtract;
import static dev.tapeless.processor.ir.expression.Expressions.where;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.IdentityHashMap;

/**
 * Partial derivatives of expressions. Parts of the expression appear in the derivative as they are,
 * so that whoever has computed the one shares them with the other. At kinks the conventions are
 * those of {@link UnaryFunction} and {@link BinaryFunction}, and a choice has the derivative of the
 * side that it takes.
 */
public final class Derivative implements Expression.Visitor<Expression> {

    private final int argument;
    private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();

    private Derivative(int argument) {
        this.argument = argument;
    }

    /**
     * The derivative of an expression with respect to one argument.
     *
     * @param expression the expression
     * @param argument the index of the argument
     * @return the derivative, not simplified but for factors and summands that are 0 or 1
     */
    public static Expression of(Expression expression, int argument) {
        return new Derivative(argument).visit(expression);
    }

    /** The table: the derivative of f at u, where f is the whole expression {@code f(u)}. */
    private static Expression slope(UnaryFunction function, Expression f, Expression u) {
        return switch (function) {
            case NEGATE -> number(-1);
            case ABS ->
                    where(
                            Comparison.GREATER,
                            u,
                            ZERO,
                            ONE,
                            where(Comparison.LESS, u, ZERO, number(-1), ZERO));
            case EXP -> f;
            case EXPM1 -> add(f, ONE);
            case LOG -> divide(ONE, u);
            case LOG1P -> divide(ONE, add(ONE, u));
            case SQRT -> divide(number(0.5), f);
            case TANH -> subtract(ONE, multiply(f, f));
            case SIGMOID -> multiply(f, subtract(ONE, f));
            case ERF ->
                    multiply(
                            number(ErrorFunction.SLOPE),
                            apply(UnaryFunction.EXP, negate(multiply(u, u))));
            case SIN -> apply(UnaryFunction.COS, u);
            case COS -> negate(apply(UnaryFunction.SIN, u));
            case DETACH -> ZERO;
        };
    }

    /**
     * The table: the derivative of {@code f(a, b)} where a and b have the derivatives da and db.
     */
    private static Expression slope(
            BinaryFunction function,
            Expression f,
            Expression a,
            Expression b,
            Expression da,
            Expression db) {
        return switch (function) {
            case ADD -> sum(da, db);
            case SUBTRACT -> difference(da, db);
            case MULTIPLY -> sum(product(da, b), product(a, db));
            case DIVIDE -> difference(quotient(da, b), product(quotient(f, b), db));
            case MIN -> choice(Comparison.LESS, a, b, da, db);
            case MAX -> choice(Comparison.GREATER, a, b, da, db);
        };
    }

    private Expression visit(Expression expression) {
        Expression derivative = known.get(expression);
        if (derivative == null) {
            derivative = expression.accept(this);
            known.put(expression, derivative);
        }
        return derivative;
    }

    @Override
    public Expression constant(Constant expression) {
        return ZERO;
    }

    @Override
    public Expression argument(Argument expression) {
        return expression.index() == argument ? ONE : ZERO;
    }

    @Override
    public Expression unary(Unary expression) {
        final Expression inner = visit(expression.operand());
        if (inner.equals(ZERO)) {
            return ZERO;
        }
        return product(slope(expression.function(), expression, expression.operand()), inner);
    }

    @Override
    public Expression binary(Binary expression) {
        return slope(
                expression.function(),
                expression,
                expression.left(),
                expression.right(),
                visit(expression.left()),
                visit(expression.right()));
    }

    @Override
    public Expression select(Select expression) {
        return choice(
                expression.comparison(),
                expression.left(),
                expression.right(),
                visit(expression.then()),
                visit(expression.otherwise()));
    }

    // What does not depend on the argument must not appear, or derivatives grow without bound.

    private static Expression sum(Expression a, Expression b) {
        return a.equals(ZERO) ? b : b.equals(ZERO) ? a : add(a, b);
    }

    private static Expression difference(Expression a, Expression b) {
        return b.equals(ZERO) ? a : a.equals(ZERO) ? negate(b) : subtract(a, b);
    }

    private static Expression product(Expression a, Expression b) {
        if (a.equals(ZERO) || b.equals(ZERO)) {
            return ZERO;
        }
        return a.equals(ONE) ? b : b.equals(ONE) ? a : multiply(a, b);
    }

    private static Expression quotient(Expression a, Expression b) {
        return a.equals(ZERO) ? ZERO : divide(a, b);
    }

    private static Expression choice(
            Comparison comparison, Expression a, Expression b, Expression da, Expression db) {
        return da.equals(db) ? da : where(comparison, a, b, da, db);
    }
}
