package dev.tapeless.processor.ir.expression;

import dev.tapeless.processor.ir.expression.Expression.Argument;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expression.Select;
import dev.tapeless.processor.ir.expression.Expression.Unary;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/**
 * Which signs the value of an expression can have. A sign that is not listed is impossible, up to
 * underflow; a sign that is listed may be impossible all the same.
 *
 * @param negative whether the value can be below 0
 * @param zero whether the value can be 0
 * @param positive whether the value can be above 0
 */
record Signs(boolean negative, boolean zero, boolean positive) {

    private static final Signs ANY = new Signs(true, true, true);
    private static final Signs ABOVE = new Signs(false, false, true);

    /**
     * The signs of an expression of which nothing is known.
     *
     * @param expression the expression
     * @return its possible signs
     */
    static Signs of(Expression expression) {
        return expression.accept(new Analysis(Map.of()));
    }

    /**
     * The signs of an expression where a comparison with 0 holds or does not.
     *
     * @param expression the expression
     * @param condition the choice whose comparison it is
     * @param holds whether the comparison holds
     * @return its possible signs
     */
    static Signs of(Expression expression, Select condition, boolean holds) {
        return new Analysis(Map.of()).under(condition, holds, expression);
    }

    /**
     * Whether the value is certainly not zero.
     *
     * @return true when zero is impossible
     */
    boolean isNonZero() {
        return !zero;
    }

    /**
     * Whether a value of every possible sign compares so with 0.
     *
     * @param comparison the comparison with 0
     * @param holds what its outcome shall be
     * @return true when the outcome is certain
     */
    boolean always(Comparison comparison, boolean holds) {
        return (!negative || Evaluation.holds(comparison, -1, 0) == holds)
                && (!zero || Evaluation.holds(comparison, 0, 0) == holds)
                && (!positive || Evaluation.holds(comparison, 1, 0) == holds);
    }

    private Signs opposite() {
        return new Signs(positive, zero, negative);
    }

    private Signs or(Signs other) {
        return new Signs(
                negative || other.negative, zero || other.zero, positive || other.positive);
    }

    private boolean has(int sign) {
        return sign < 0 ? negative : sign == 0 ? zero : positive;
    }

    /** The signs of a function whose sign follows from the signs of its arguments. */
    private static Signs combine(Signs a, Signs b, IntBinaryOperator function) {
        final boolean[] found = new boolean[3];
        for (int s = -1; s <= 1; s++) {
            for (int t = -1; t <= 1; t++) {
                if (a.has(s) && b.has(t)) {
                    found[function.applyAsInt(s, t) + 1] = true;
                }
            }
        }
        return new Signs(found[0], found[1], found[2]);
    }

    private record Analysis(Map<Expression, Signs> facts) implements Expression.Visitor<Signs> {

        private Signs under(Select condition, boolean holds, Expression expression) {
            if (!Expressions.isConstant(condition.right(), 0)) {
                return visit(expression);
            }
            final Comparison comparison = condition.comparison();
            final Map<Expression, Signs> more = new HashMap<>(facts);
            more.put(
                    condition.left(),
                    new Signs(
                            Evaluation.holds(comparison, -1, 0) == holds,
                            Evaluation.holds(comparison, 0, 0) == holds,
                            Evaluation.holds(comparison, 1, 0) == holds));
            return new Analysis(more).visit(expression);
        }

        private Signs visit(Expression expression) {
            final Signs known = facts.get(expression);
            return known != null ? known : expression.accept(this);
        }

        @Override
        public Signs constant(Constant expression) {
            final double value = expression.value();
            return new Signs(value < 0, value == 0, value > 0);
        }

        @Override
        public Signs argument(Argument expression) {
            return ANY;
        }

        @Override
        public Signs unary(Unary expression) {
            final Signs u = visit(expression.operand());
            return switch (expression.function()) {
                case NEGATE -> u.opposite();
                case ABS -> new Signs(false, u.zero, u.negative || u.positive);
                case EXP, SIGMOID -> ABOVE;
                case EXPM1, LOG1P, TANH, ERF, DETACH -> u;
                case SQRT -> new Signs(false, u.zero, u.positive);
                case LOG, SIN, COS -> ANY;
            };
        }

        @Override
        public Signs binary(Binary expression) {
            final Signs a = visit(expression.left());
            final Signs b = visit(expression.right());
            return switch (expression.function()) {
                case ADD -> sum(a, b);
                case SUBTRACT -> sum(a, b.opposite());
                case MULTIPLY, DIVIDE -> combine(a, b, (s, t) -> s * t);
                case MIN -> combine(a, b, Math::min);
                case MAX -> combine(a, b, Math::max);
            };
        }

        private static Signs sum(Signs a, Signs b) {
            final boolean mixed = (a.negative && b.positive) || (a.positive && b.negative);
            return mixed ? ANY : combine(a, b, (s, t) -> s == 0 ? t : s);
        }

        @Override
        public Signs select(Select expression) {
            return under(expression, true, expression.then())
                    .or(under(expression, false, expression.otherwise()));
        }
    }
}
