package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.code.Value.Binary64.Part;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Steps in double precision for the two halves of a vector of floats, with the polynomials of
 * {@code dev.tapeless.runtime.math}: every operation of those, in the same order. Each step is a
 * local for each half.
 */
final class DoubleSteps {

    /** What the names of the locals of a half end with. */
    private static final List<String> HALVES = List.of("Low", "High");

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

    private final List<Statement> statements = new ArrayList<>();

    List<Statement> statements() {
        return statements;
    }

    void add(Statement statement) {
        statements.add(statement);
    }

    /** The halves of a vector of floats. */
    void widen(String stem, Value floats) {
        step(stem, half -> new Value.Widened(floats, half));
    }

    /** A step for both halves. */
    void step(String stem, IntFunction<Value> value) {
        for (int half = 0; half < HALVES.size(); half++) {
            final String local = stem + HALVES.get(half);
            add(declare(Kind.DOUBLES, local, new Value.DoubleLanes(value.apply(half))));
        }
    }

    /** Both halves, rounded to floats, in one vector. */
    Value narrow(String stem) {
        add(
                declare(
                        Kind.VECTOR,
                        "rounded",
                        new Value.Lanes(new Value.Narrowed(name(stem, 0), name(stem, 1)))));
        return Value.name("rounded");
    }

    /**
     * Of {@code x}: {@code scale} = 2^k and {@code p} = 2^t - 1, where x log2(e) = k + t and |t| is
     * at most one half.
     */
    private void exponential() {
        step("z", h -> times(name("x", h), LOG2_E));
        step("shifted", h -> plus(name("z", h), ROUNDER));
        step("t", h -> Value.difference(name("z", h), plus(name("shifted", h), -ROUNDER)));
        step("scale", h -> new Value.Binary64(Part.POWER_OF_TWO, name("shifted", h)));
        step("t2", h -> squared("t", h));
        step("near", h -> cubic("t", "t2", h, POWER, 0));
        step("far", h -> cubic("t", "t2", h, POWER, 4));
        step("t4", h -> squared("t2", h));
        step(
                "p",
                h ->
                        Value.product(
                                name("t", h),
                                Value.sum(
                                        name("near", h),
                                        Value.product(name("t4", h), name("far", h)))));
    }

    /** {@code e}: the exponential of {@code x}. */
    void exp() {
        exponential();
        step("e", h -> Value.sum(name("scale", h), Value.product(name("scale", h), name("p", h))));
    }

    /** {@code e}: the exponential of {@code x} less one. */
    void expm1() {
        exponential();
        step(
                "e",
                h ->
                        Value.sum(
                                Value.product(name("scale", h), name("p", h)),
                                plus(name("scale", h), -1)));
    }

    /** {@code y}: the logarithm of {@code x}. */
    void log() {
        step("k", h -> new Value.Binary64(Part.EXPONENT, name("x", h)));
        step("f", h -> plus(new Value.Binary64(Part.SIGNIFICAND, name("x", h)), -1));
        logOnePlus();
        step("y", h -> Value.sum(times(name("k", h), LN_2), name("r", h)));
    }

    /** {@code y}: the logarithm of one plus {@code x}; a sum without exponent loses no digits. */
    void log1p() {
        step("sum", h -> plus(name("x", h), 1));
        step("k", h -> new Value.Binary64(Part.EXPONENT, name("sum", h)));
        step("m", h -> plus(new Value.Binary64(Part.SIGNIFICAND, name("sum", h)), -1));
        step("f", h -> whereZero("k", name("x", h), name("m", h), h));
        logOnePlus();
        step("large", h -> Value.sum(times(name("k", h), LN_2), name("r", h)));
        step("y", h -> whereZero("k", name("r", h), name("large", h), h));
    }

    /** {@code r}: the logarithm of one plus {@code f}, near zero. */
    private void logOnePlus() {
        step("s", h -> quotient(name("f", h), plus(name("f", h), 2)));
        step("u", h -> squared("s", h));
        step("u2", h -> squared("u", h));
        step(
                "r",
                h ->
                        Value.product(
                                name("s", h),
                                Value.sum(
                                        line("u", h, ARTANH, 0),
                                        Value.product(
                                                name("u2", h),
                                                Value.sum(
                                                        line("u", h, ARTANH, 2),
                                                        times(name("u2", h), ARTANH[4]))))));
    }

    /** {@code y}: the error function of {@code x}. */
    void erf() {
        step("u", h -> squared("x", h));
        step("u2", h -> squared("u", h));
        step("u4", h -> squared("u2", h));
        seventh("numerator", ERF_NUMERATOR);
        seventh("denominator", ERF_DENOMINATOR);
        step(
                "y",
                h ->
                        quotient(
                                Value.product(name("x", h), name("numerator", h)),
                                name("denominator", h)));
    }

    // Polynomials, in the order in which the functions in numbers add them ------------------------

    /** {@code c0 + c1 x}. */
    private static Value line(String x, int half, double[] coefficients, int first) {
        return plus(times(name(x, half), coefficients[first + 1]), coefficients[first]);
    }

    /** {@code c0 + c1 x + x2 (c2 + c3 x)}. */
    private static Value cubic(String x, String x2, int half, double[] coefficients, int first) {
        return Value.sum(
                line(x, half, coefficients, first),
                Value.product(name(x2, half), line(x, half, coefficients, first + 2)));
    }

    /** {@code c0 + c1 u + u2 (c2 + c3 u) + u4 (c4 + c5 u + u2 (c6 + c7 u))}. */
    private void seventh(String stem, double[] coefficients) {
        step(stem + "Near", h -> cubic("u", "u2", h, coefficients, 0));
        step(stem + "Far", h -> cubic("u", "u2", h, coefficients, 4));
        step(
                stem,
                h ->
                        Value.sum(
                                name(stem + "Near", h),
                                Value.product(name("u4", h), name(stem + "Far", h))));
    }

    // Values in short -----------------------------------------------------------------------------

    /** The local of a half. */
    static Value name(String stem, int half) {
        return Value.name(stem + HALVES.get(half));
    }

    static Value times(Value value, double factor) {
        return Value.product(value, new Value.Real(factor));
    }

    static Value plus(Value value, double addend) {
        return Value.sum(value, new Value.Real(addend));
    }

    static Value quotient(Value dividend, Value divisor) {
        return new Value.Binary(BinaryFunction.DIVIDE, dividend, divisor);
    }

    static Value negated(Value value) {
        return new Value.Unary(UnaryFunction.NEGATE, value);
    }

    static Value abs(Value value) {
        return new Value.Unary(UnaryFunction.ABS, value);
    }

    private static Value squared(String stem, int half) {
        return Value.product(name(stem, half), name(stem, half));
    }

    private static Value whereZero(String stem, Value then, Value otherwise, int half) {
        return new Value.Select(
                Comparison.EQUAL, name(stem, half), new Value.Real(0), then, otherwise);
    }
}
