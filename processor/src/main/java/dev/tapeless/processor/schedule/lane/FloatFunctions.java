package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.FloatSteps.abs;
import static dev.tapeless.processor.schedule.lane.FloatSteps.negated;
import static dev.tapeless.processor.schedule.lane.FloatSteps.plus;
import static dev.tapeless.processor.schedule.lane.FloatSteps.quotient;
import static dev.tapeless.processor.schedule.lane.FloatSteps.times;

import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.code.Value.Binary64.Part;

import java.util.Locale;

/**
 * The elementary functions of floats, each written once: polynomials in double precision, operation
 * by operation, and what is given outside of their range. Kernels in vectors are printed from here,
 * and so are the functions of {@code dev.tapeless.runtime.math.FloatFunctions} for one number,
 * which also says how the polynomials were found. So both have the same bits.
 */
public final class FloatFunctions {

    /** From here on the exponential is infinite; below the other limit it is zero. */
    private static final double EXP_UPPER = 89;

    private static final double EXP_LOWER = -104;
    private static final double TANH_SATURATION = 10;
    private static final double ERF_SATURATION = 4;

    private static final double LOG2_E = 0x1.71547652b82fep+0;
    private static final double LN_2 = 0x1.62e42fefa39efp-1;

    /** Adding 3 * 2^51 rounds to an integer and leaves it in the low bits of the sum. */
    private static final double ROUNDER = 0x1.8p52;

    /** (2^t - 1) / t. */
    private static final double[] POWER = {
        0x1.62e42fef9cdf6p-1,
        0x1.ebfbdff85f47ap-3,
        0x1.c6b08da69c980p-5,
        0x1.3b2ab6a0e4bf2p-7,
        0x1.5d87762dfd843p-10,
        0x1.43099b46eb5f6p-13,
        0x1.00c080f84568ep-16,
        0x1.62c01925befcdp-20
    };

    /** 2 artanh(s) / s in s^2. */
    private static final double[] ARTANH = {
        0x1.0000000004a23p+1,
        0x1.555554dac5f76p-1,
        0x1.999a9ca197e25p-2,
        0x1.2432bbe12a40ep-2,
        0x1.e3b04d418a03dp-3
    };

    /** The numerator of erf(x) / x in x^2. */
    private static final double[] ERF_NUMERATOR = {
        0x1.20dd75041fe17p+0,
        0x1.9a4b1a856e6ffp-3,
        0x1.dc19735bda814p-5,
        0x1.452f324e024ffp-8,
        0x1.0cf9300e55921p-11,
        0x1.6d8000bd8dd24p-16,
        0x1.94238d05abe4cp-21,
        0x1.9cfcfa7a3ade3p-29
    };

    /** The denominator of erf(x) / x in x^2. */
    private static final double[] ERF_DENOMINATOR = {
        1,
        0x1.0591e69d94907p-1,
        0x1.f2e2c8d158263p-4,
        0x1.224c99e682196p-6,
        0x1.c19dece6e70adp-10,
        0x1.d3b4b0f6bfd96p-14,
        0x1.2f4097e42bafap-18,
        0x1.3ad1e388362a7p-24
    };

    private final FloatSteps steps;

    private FloatFunctions(FloatSteps steps) {
        this.steps = steps;
    }

    /** Whether a function is one of these. */
    public static boolean contains(UnaryFunction function) {
        return switch (function) {
            case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, ERF -> true;
            default -> false;
        };
    }

    /**
     * A function of one number {@code v}.
     *
     * @param function the function
     * @return a method of its name
     */
    public static Routine ofNumber(UnaryFunction function) {
        final NumberSteps steps = new NumberSteps();
        final Value result = of(function, steps);
        return new RoutineCode(function.name().toLowerCase(Locale.ROOT))
                .with(Kind.REAL, "v")
                .giving(Kind.REAL)
                .addAll(steps.finish(result))
                .finish();
    }

    /**
     * Writes down the steps of a function of {@code v}.
     *
     * @param function the function
     * @param steps where they go
     * @return the result
     */
    static Value of(UnaryFunction function, FloatSteps steps) {
        return new FloatFunctions(steps).result(function);
    }

    private Value result(UnaryFunction function) {
        switch (function) {
            case EXP -> {
                steps.widen("x");
                exp();
                return steps.inRange(
                        EXP_LOWER, 0, EXP_UPPER, Double.POSITIVE_INFINITY, steps.narrow("e"));
            }
            case EXPM1 -> {
                steps.widen("x");
                expm1();
                return steps.unlessZero(
                        steps.inRange(
                                EXP_LOWER,
                                -1,
                                EXP_UPPER,
                                Double.POSITIVE_INFINITY,
                                steps.narrow("e")));
            }
            case SIGMOID -> {
                steps.widen("w");
                steps.step("x", h -> negated(steps.name("w", h)));
                exp();
                steps.step("y", h -> quotient(new Value.Real(1), plus(steps.name("e", h), 1)));
                return steps.inRange(EXP_LOWER, 0, EXP_UPPER, 1, steps.narrow("y"));
            }
            case TANH -> {
                return tanh();
            }
            case ERF -> {
                steps.widen("x");
                erf();
                return steps.inRange(-ERF_SATURATION, -1, ERF_SATURATION, 1, steps.narrow("y"));
            }
            case LOG -> {
                steps.widen("x");
                log();
                return steps.rightOf(0, steps.narrow("y"));
            }
            case LOG1P -> {
                steps.widen("x");
                log1p();
                return steps.rightOf(-1, steps.narrow("y"));
            }
            default -> throw new IllegalStateException("no steps for " + function);
        }
    }

    /** Of the magnitude of the argument, with its sign. */
    private Value tanh() {
        steps.widen("w");
        steps.step("x", h -> times(abs(steps.name("w", h)), 2));
        expm1();
        steps.step("y", h -> quotient(steps.name("e", h), plus(steps.name("e", h), 2)));
        return steps.signed(steps.saturated(TANH_SATURATION, steps.narrow("y")));
    }

    /**
     * Of {@code x}: {@code scale} = 2^k and {@code p} = 2^t - 1, where x log2(e) = k + t and |t| is
     * at most one half.
     */
    private void exponential() {
        steps.step("z", h -> times(steps.name("x", h), LOG2_E));
        steps.step("shifted", h -> plus(steps.name("z", h), ROUNDER));
        steps.step(
                "t",
                h ->
                        Value.difference(
                                steps.name("z", h), plus(steps.name("shifted", h), -ROUNDER)));
        steps.step("scale", h -> new Value.Binary64(Part.POWER_OF_TWO, steps.name("shifted", h)));
        steps.step("t2", h -> steps.squared("t", h));
        steps.step("near", h -> cubic("t", "t2", h, POWER, 0));
        steps.step("far", h -> cubic("t", "t2", h, POWER, 4));
        steps.step("t4", h -> steps.squared("t2", h));
        steps.step(
                "p",
                h ->
                        Value.product(
                                steps.name("t", h),
                                Value.sum(
                                        steps.name("near", h),
                                        Value.product(steps.name("t4", h), steps.name("far", h)))));
    }

    /** {@code e}: the exponential of {@code x}. */
    private void exp() {
        exponential();
        steps.step(
                "e",
                h ->
                        Value.sum(
                                steps.name("scale", h),
                                Value.product(steps.name("scale", h), steps.name("p", h))));
    }

    /** {@code e}: the exponential of {@code x} less one. */
    private void expm1() {
        exponential();
        steps.step(
                "e",
                h ->
                        Value.sum(
                                Value.product(steps.name("scale", h), steps.name("p", h)),
                                plus(steps.name("scale", h), -1)));
    }

    /** {@code y}: the logarithm of {@code x}. */
    private void log() {
        steps.step("k", h -> new Value.Binary64(Part.EXPONENT, steps.name("x", h)));
        steps.step("f", h -> plus(new Value.Binary64(Part.SIGNIFICAND, steps.name("x", h)), -1));
        logOnePlus();
        steps.step("y", h -> Value.sum(times(steps.name("k", h), LN_2), steps.name("r", h)));
    }

    /** {@code y}: the logarithm of one plus {@code x}; a sum without exponent loses no digits. */
    private void log1p() {
        steps.step("sum", h -> plus(steps.name("x", h), 1));
        steps.step("k", h -> new Value.Binary64(Part.EXPONENT, steps.name("sum", h)));
        steps.step("m", h -> plus(new Value.Binary64(Part.SIGNIFICAND, steps.name("sum", h)), -1));
        steps.step("f", h -> steps.whereZero("k", steps.name("x", h), steps.name("m", h), h));
        logOnePlus();
        steps.step("large", h -> Value.sum(times(steps.name("k", h), LN_2), steps.name("r", h)));
        steps.step("y", h -> steps.whereZero("k", steps.name("r", h), steps.name("large", h), h));
    }

    /** {@code r}: the logarithm of one plus {@code f}, near zero. */
    private void logOnePlus() {
        steps.step("s", h -> quotient(steps.name("f", h), plus(steps.name("f", h), 2)));
        steps.step("u", h -> steps.squared("s", h));
        steps.step("u2", h -> steps.squared("u", h));
        steps.step(
                "r",
                h ->
                        Value.product(
                                steps.name("s", h),
                                Value.sum(
                                        line("u", h, ARTANH, 0),
                                        Value.product(
                                                steps.name("u2", h),
                                                Value.sum(
                                                        line("u", h, ARTANH, 2),
                                                        times(steps.name("u2", h), ARTANH[4]))))));
    }

    /** {@code y}: the error function of {@code x}. */
    private void erf() {
        steps.step("u", h -> steps.squared("x", h));
        steps.step("u2", h -> steps.squared("u", h));
        steps.step("u4", h -> steps.squared("u2", h));
        seventh("numerator", ERF_NUMERATOR);
        seventh("denominator", ERF_DENOMINATOR);
        steps.step(
                "y",
                h ->
                        quotient(
                                Value.product(steps.name("x", h), steps.name("numerator", h)),
                                steps.name("denominator", h)));
    }

    // Polynomials: trees instead of chains, for their shorter latency.

    /** {@code c0 + c1 x}. */
    private Value line(String x, int half, double[] coefficients, int first) {
        return plus(times(steps.name(x, half), coefficients[first + 1]), coefficients[first]);
    }

    /** {@code c0 + c1 x + x2 (c2 + c3 x)}. */
    private Value cubic(String x, String x2, int half, double[] coefficients, int first) {
        return Value.sum(
                line(x, half, coefficients, first),
                Value.product(steps.name(x2, half), line(x, half, coefficients, first + 2)));
    }

    /** {@code c0 + c1 u + u2 (c2 + c3 u) + u4 (c4 + c5 u + u2 (c6 + c7 u))}. */
    private void seventh(String stem, double[] coefficients) {
        steps.step(stem + "Near", h -> cubic("u", "u2", h, coefficients, 0));
        steps.step(stem + "Far", h -> cubic("u", "u2", h, coefficients, 4));
        steps.step(
                stem,
                h ->
                        Value.sum(
                                steps.name(stem + "Near", h),
                                Value.product(steps.name("u4", h), steps.name(stem + "Far", h))));
    }
}
