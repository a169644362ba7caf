package dev.tapeless.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.DoubleUnaryOperator;

/** The float functions over the whole range, against the double functions. */
class ElementaryFloatTest {

    /**
     * Every 977th of all bit patterns, 4,396,078 arguments: a prime, so that all exponents and
     * signs occur.
     */
    private static final int PART = 977;

    /** The system property {@code tapeless.exhaustive} takes every float instead of a part. */
    private static final int STRIDE = Boolean.getBoolean("tapeless.exhaustive") ? 1 : PART;

    /** Measured over every 61st pattern: 0.50013 (erf), 0.50008 (the others). */
    private static final double LARGEST_ERROR = 0.5002;

    /** How many results are the other neighbour of the exact value, of all floats. */
    private static final int OTHER_NEIGHBOURS = 300 * PART;

    private interface FloatFunction {
        float at(float x);
    }

    /** A function in both precisions, and the checksum of its float results' bits. */
    enum Function {
        EXP(Elementary::exp, Elementary::exp, 8287776216885800337L),
        LOG(Elementary::log, Elementary::log, 1050847394759636186L),
        LOG1P(Elementary::log1p, Elementary::log1p, -1549572249976183293L),
        EXPM1(Elementary::expm1, Elementary::expm1, -6699821547921574768L),
        TANH(Elementary::tanh, Elementary::tanh, 195123181767181764L),
        SIGMOID(Elementary::sigmoid, Elementary::sigmoid, -1532878729045950610L),
        ERF(Elementary::erf, Elementary::erf, -2971693484288865339L),
        SIN(Elementary::sin, Elementary::sin, -2347027859154273987L),
        COS(Elementary::cos, Elementary::cos, 7852399723353419061L);

        private final FloatFunction function;
        private final DoubleUnaryOperator reference;
        private final long checksum;

        Function(FloatFunction function, DoubleUnaryOperator reference, long checksum) {
            this.function = function;
            this.reference = reference;
            this.checksum = checksum;
        }

        boolean isOdd() {
            return switch (this) {
                case TANH, ERF, SIN, LOG1P, EXPM1 -> true;
                default -> false;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWithinOneUlpOfTheCorrectlyRoundedValueAndNearlyAlwaysIsIt(Function f) {
        double worst = 0;
        float worstAt = 0;
        int otherNeighbour = 0;
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            float found = f.function.at(x);
            double exact = f.reference.applyAsDouble(x);
            float expected = (float) exact;
            if (Float.floatToIntBits(found) == Float.floatToIntBits(expected)) {
                continue;
            }
            otherNeighbour++;
            double error =
                    Float.isFinite(found) && Float.isFinite(expected)
                            ? Math.abs(found - exact) / Math.ulp(expected)
                            : Double.POSITIVE_INFINITY;
            if (!(error <= worst)) {
                worst = error;
                worstAt = x;
            }
        }
        assertTrue(worst <= LARGEST_ERROR, "error of " + worst + " ulp at " + worstAt);
        assertTrue(
                otherNeighbour <= OTHER_NEIGHBOURS / STRIDE,
                otherNeighbour + " results are not the nearest float");
    }

    /**
     * The checksums were taken on JDK 17 and 25, interpreted and compiled: no machine may differ.
     */
    @ParameterizedTest
    @EnumSource
    void hasTheSameBitsEverywhere(Function f) {
        long checksum = 1;
        for (long bits = 0; bits < 1L << 32; bits += PART * 7L) {
            checksum =
                    31 * checksum
                            + Float.floatToIntBits(f.function.at(Float.intBitsToFloat((int) bits)));
        }
        assertEquals(f.checksum, checksum, () -> f.toString());
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheDoubleFunctionAtSpecialArguments(Function f) {
        float[] special = {
            0f,
            -0f,
            1f,
            -1f,
            0.5f,
            -0.5f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            -Float.MIN_NORMAL,
            Math.nextDown(Float.MIN_NORMAL),
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.NaN,
            88.722839f,
            88.72284f,
            89f,
            -87.33655f,
            -103.97208f,
            -103.97209f,
            -104f,
            -105f,
            4f,
            -4f,
            10f,
            -10f,
            Math.nextUp(1f),
            Math.nextDown(1f),
            -Math.nextDown(1f),
            0x1p20f,
            -0x1p20f,
            Math.nextDown(0x1p20f),
            0x1p-30f,
            -0x1p-30f,
            0x1p-12f,
            0x1.921fb6p0f,
            0x1.921fb6p1f,
            0x1.6cbe4p24f,
            1e38f
        };
        for (float x : special) {
            float expected = (float) f.reference.applyAsDouble(x);
            assertEquals(
                    expected,
                    f.function.at(x),
                    () -> f + "(" + x + ")"); // compares -0 and NaN by bits
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheSignOfZeroInOddFunctions(Function f) {
        if (f.isOdd()) {
            assertEquals(0f, f.function.at(0f));
            assertEquals(-0f, f.function.at(-0f));
        }
    }

    @Test
    void saturatesExactly() {
        assertEquals(1f, Elementary.tanh(9.02f));
        assertEquals(-1f, Elementary.tanh(-10.1f));
        assertEquals(1f, Elementary.erf(4.1f));
        assertEquals(-1f, Elementary.erf(Float.NEGATIVE_INFINITY));
        assertEquals(1f, Elementary.sigmoid(100f));
        assertEquals(0f, Elementary.sigmoid(-200f));
        assertEquals(Float.MIN_VALUE, Elementary.sigmoid(-103.5f));
        assertEquals(-1f, Elementary.expm1(-50f));
    }

    /** These floats are the ones whose sine or cosine is nearest to zero. */
    @Test
    void reducesHugeAnglesExactly() {
        assertEquals((float) StrictMath.sin(1.5458358E29f), Elementary.sin(1.5458358E29f));
        assertEquals((float) StrictMath.cos(7.729179E28f), Elementary.cos(7.729179E28f));
        assertEquals((float) StrictMath.sin(Float.MAX_VALUE), Elementary.sin(Float.MAX_VALUE));
        assertEquals((float) StrictMath.cos(-Float.MAX_VALUE), Elementary.cos(-Float.MAX_VALUE));
    }
}
