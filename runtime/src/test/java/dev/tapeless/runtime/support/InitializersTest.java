package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class InitializersTest {
    private static final int UNITS = 300;
    private static final int INPUTS = 500;

    @FunctionalInterface
    private interface Initializer {
        void fill(Parameter<?> parameter, int fanIn, int fanOut, long seed, int ordinal);
    }

    private static Parameter<double[]> weight() {
        return Parameter.ofDoubles(
                "w",
                new int[] {UNITS, INPUTS},
                new int[] {1, 0},
                new double[INPUTS][UNITS],
                new double[INPUTS][UNITS]);
    }

    @Test
    void variances() {
        check(Initializers::heNormal, 2.0 / INPUTS, false);
        check(Initializers::heUniform, 2.0 / INPUTS, true);
        check(Initializers::glorotNormal, 2.0 / (INPUTS + UNITS), false);
        check(Initializers::glorotUniform, 2.0 / (INPUTS + UNITS), true);
        check(Initializers::lecunNormal, 1.0 / INPUTS, false);
        check(Initializers::lecunUniform, 1.0 / INPUTS, true);
    }

    private static void check(Initializer initializer, double variance, boolean uniform) {
        Parameter<double[]> weight = weight();
        initializer.fill(weight, INPUTS, UNITS, 3, 0);
        double[] values = weight.values();
        int n = values.length;
        double mean = Arrays.stream(values).average().orElseThrow();
        double second = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        assertEquals(0, mean, 5 * Math.sqrt(variance / n));
        assertEquals(variance, second, variance * 5 * Math.sqrt(2.0 / n));
        double limit = Math.sqrt(3 * variance);
        if (uniform) {
            assertTrue(largest <= limit && largest > 0.999 * limit);
        } else {
            assertTrue(largest > 2 * limit);
        }
    }

    @Test
    void naturalOrderWhateverTheStorage() {
        Parameter<double[]> rows = weight();
        Parameter<double[]> flat =
                Parameter.ofDoubles(
                        "w",
                        new int[] {UNITS, INPUTS},
                        new int[] {0, 1},
                        new double[1][UNITS * INPUTS],
                        new double[1][UNITS * INPUTS]);
        Initializers.heNormal(rows, INPUTS, UNITS, 9, 4);
        Initializers.heNormal(flat, INPUTS, UNITS, 9, 4);
        assertArrayEquals(flat.values(), rows.values());
        long key = RandomStream.key(9, 0, 4, 0);
        assertEquals(
                Math.sqrt(2.0 / INPUTS) * RandomStream.gaussian(key, 2 * INPUTS + 7),
                rows.get(2, 7));
    }

    @Test
    void seedAndOrdinalMatter() {
        Parameter<double[]> one = weight();
        Parameter<double[]> other = weight();
        Initializers.glorotUniform(one, INPUTS, UNITS, 9, 4);
        Initializers.glorotUniform(other, INPUTS, UNITS, 9, 5);
        assertNotEquals(one.get(0, 0), other.get(0, 0));
        Initializers.glorotUniform(other, INPUTS, UNITS, 10, 4);
        assertNotEquals(one.get(0, 0), other.get(0, 0));
        Initializers.glorotUniform(other, INPUTS, UNITS, 9, 4);
        assertArrayEquals(one.values(), other.values());
    }

    @Test
    void goldenValues() {
        Parameter<float[]> bias =
                Parameter.ofFloats(
                        "b", new int[] {2}, new int[] {0}, new float[1][2], new float[1][2]);
        Initializers.lecunUniform(bias, 3, 1, 42, 0);
        // Limit sqrt(3) * sqrt(1 / 3) = 1: twice the uniform number less one.
        assertEquals(2 * (5782188312044556L * 0x1p-53) - 1, bias.get(0), 1e-7);
        Initializers.lecunNormal(bias, 1, 1, 42, 0);
        assertEquals(0.06446240942780405, bias.get(0), 1e-8);
    }

    @Test
    void constants() {
        Parameter<double[]> weight = weight();
        Initializers.constant(weight, 0.25);
        assertTrue(Arrays.stream(weight.values()).allMatch(v -> v == 0.25));
        Initializers.zeros(weight);
        assertTrue(Arrays.stream(weight.values()).allMatch(v -> v == 0));
    }
}
