package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.DoubleSteps.abs;
import static dev.tapeless.processor.schedule.lane.DoubleSteps.name;
import static dev.tapeless.processor.schedule.lane.DoubleSteps.negated;
import static dev.tapeless.processor.schedule.lane.DoubleSteps.plus;
import static dev.tapeless.processor.schedule.lane.DoubleSteps.quotient;
import static dev.tapeless.processor.schedule.lane.DoubleSteps.times;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;

import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;
import java.util.Locale;

/**
 * Elementary functions of rows of floats in vectors: the steps of {@code
 * dev.tapeless.runtime.math.Elementary}, operation by operation, so the same bits. They run in
 * double precision, in two vectors for one of floats, and are rounded once: a quarter of the time
 * of the functions in numbers (exponential, JDK 17 and 25). What those decide by a branch is
 * computed for all lanes and chosen afterwards.
 */
public final class LaneFunctions {

    /** From here on the exponential is infinite; below the other limit it is zero. */
    private static final double EXP_UPPER = 89;

    private static final double EXP_LOWER = -104;
    private static final double TANH_SATURATION = 10;
    private static final double ERF_SATURATION = 4;

    /** The vector of arguments. */
    private static final Value V = Value.name("v");

    private LaneFunctions() {}

    /** Whether a function has a form in vectors. */
    public static boolean exists(UnaryFunction function) {
        return switch (function) {
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF -> true;
            default -> false;
        };
    }

    /** {@code y[j] = f(x[j])} for all elements of a row. */
    public static Routine row(UnaryFunction function) {
        final String name = function.name().toLowerCase(Locale.ROOT);
        final RoutineCode code = new RoutineCode(name + "Row");
        code.with(Kind.ROW, "x", "y").with(Kind.INDEX, "count");
        code.add(declare(Kind.INDEX, "whole", new Value.LoopBound(Value.name("count"))));
        final DoubleSteps steps = new DoubleSteps();
        steps.add(declare(Kind.VECTOR, "v", load("x", Value.name("j"))));
        steps.add(assign(Value.element("y", "j"), new Value.Lanes(result(function, steps))));
        code.add(
                new Statement.Loop(
                        "j",
                        new Value.Whole(0),
                        Value.name("whole"),
                        new Value.LaneCount(),
                        steps.statements(),
                        ""));
        final Value number = new Value.Unary(function, Value.element("x", "j"));
        code.add(
                new Statement.Loop(
                        "j",
                        Value.name("whole"),
                        Value.name("count"),
                        1,
                        List.of(assign(Value.element("y", "j"), number)),
                        ""));
        return code.finish("y[j] = " + name + "(x[j]), with the steps of Elementary; y may be x.");
    }

    private static Value result(UnaryFunction function, DoubleSteps steps) {
        switch (function) {
            case EXP -> {
                steps.widen("x", V);
                steps.exp();
                return inRange(EXP_LOWER, 0, EXP_UPPER, Double.POSITIVE_INFINITY, steps, "e");
            }
            case EXPM1 -> {
                steps.widen("x", V);
                steps.expm1();
                return unlessZero(
                        inRange(EXP_LOWER, -1, EXP_UPPER, Double.POSITIVE_INFINITY, steps, "e"));
            }
            case SIGMOID -> {
                steps.widen("w", V);
                steps.step("x", h -> negated(name("w", h)));
                steps.exp();
                steps.step("y", h -> quotient(new Value.Real(1), plus(name("e", h), 1)));
                return inRange(EXP_LOWER, 0, EXP_UPPER, 1, steps, "y");
            }
            case TANH -> {
                return unlessZero(tanh(steps));
            }
            case ERF -> {
                steps.widen("x", V);
                steps.erf();
                return inRange(-ERF_SATURATION, -1, ERF_SATURATION, 1, steps, "y");
            }
            case LOG -> {
                steps.widen("x", V);
                steps.log();
                return rightOf(0, steps.narrow("y"));
            }
            case LOG1P -> {
                steps.widen("x", V);
                steps.log1p();
                return rightOf(-1, steps.narrow("y"));
            }
            default -> throw new IllegalStateException("no vectors for " + function);
        }
    }

    /** Of the magnitude of the argument, with its sign. */
    private static Value tanh(DoubleSteps steps) {
        steps.widen("w", V);
        steps.step("x", h -> times(abs(name("w", h)), 2));
        steps.expm1();
        steps.step("y", h -> quotient(name("e", h), plus(name("e", h), 2)));
        final Value near = steps.narrow("y");
        final Value all = select(Comparison.GREATER, abs(V), TANH_SATURATION, 1, near);
        steps.add(declare(Kind.VECTOR, "positive", new Value.Lanes(all)));
        final Value positive = Value.name("positive");
        return new Value.Select(Comparison.LESS, V, new Value.Real(0), negated(positive), positive);
    }

    /** What was computed, and constants beyond two limits. */
    private static Value inRange(
            double lower,
            double below,
            double upper,
            double above,
            DoubleSteps steps,
            String stem) {
        final Value inside = steps.narrow(stem);
        return select(
                Comparison.LESS,
                V,
                lower,
                below,
                select(Comparison.GREATER, V, upper, above, inside));
    }

    /** The argument itself where it is zero: its sign stays. */
    private static Value unlessZero(Value value) {
        return new Value.Select(Comparison.EQUAL, V, new Value.Real(0), V, value);
    }

    /**
     * A logarithm: minus infinity at its pole, infinity at infinity, what is not a number
     * elsewhere.
     */
    private static Value rightOf(double pole, Value logarithm) {
        final Value finite =
                new Value.Select(
                        Comparison.LESS_OR_EQUAL, V, new Value.Real(Float.MAX_VALUE), logarithm, V);
        final Value elsewhere =
                select(
                        Comparison.EQUAL,
                        V,
                        pole,
                        Double.NEGATIVE_INFINITY,
                        new Value.Real(Double.NaN));
        return new Value.Select(Comparison.GREATER, V, new Value.Real(pole), finite, elsewhere);
    }

    private static Value select(
            Comparison comparison, Value left, double right, double then, Value otherwise) {
        return new Value.Select(
                comparison, left, new Value.Real(right), new Value.Real(then), otherwise);
    }
}
