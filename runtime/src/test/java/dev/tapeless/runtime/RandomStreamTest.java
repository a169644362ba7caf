package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** Statistics use fixed seeds and bounds of five standard errors or more. */
class RandomStreamTest {
    private static final int DRAWS = 200_000;

    /** Numbers of an independent computation with whole numbers of any size. */
    @Test
    void goldenValues() {
        checkGolden(42, 0, 0, 0, 7753779381277867893L, 10770165, 5782188312044556L, 6);
        checkGolden(42, 0, 1, 0, -3448803440199719612L, 14125170, 7583392928989015L, 8);
        checkGolden(42, 1, 0, 7, -7613982638617710242L, 4361673, 2341655546675459L, 2);
        checkGolden(-1, 123456789, 3, 127, -7330035685255255720L, 15023173, 8065504923779023L, 8);
        checkGolden(42, 1, -1, 2, 4651489517340071868L, 10959676, 5883931397238126L, 6);
        long key = RandomStream.key(42, 0, 0, 0);
        assertEquals(7176454729731826L * 0x1p-53, RandomStream.uniformDouble(key, 1000));
        assertEquals(0.06446240942780405, RandomStream.gaussian(key, 0), 1e-15);
        assertEquals(-0.4079411562692482, RandomStream.gaussian(key, 5), 1e-15);
    }

    private static void checkGolden(
            long seed,
            long step,
            int stream,
            int sample,
            long key,
            int floatBits,
            long doubleBits,
            int ofTen) {
        assertEquals(key, RandomStream.key(seed, step, stream, sample));
        assertEquals(floatBits * 0x1p-24f, RandomStream.uniformFloat(key, 0));
        assertEquals(doubleBits * 0x1p-53, RandomStream.uniformDouble(key, 0));
        assertEquals(ofTen, RandomStream.uniformInt(key, 0, 10));
    }

    @Test
    void elementsOfOneKeyAreUniform() {
        long key = RandomStream.key(1, 2, 3, 4);
        checkUniform(i -> RandomStream.uniformDouble(key, i));
        checkUniform(i -> RandomStream.uniformFloat(key, i));
    }

    /** What dropout draws: the same element for one sample after the other, step after step. */
    @Test
    void oneElementOfManyKeysIsUniform() {
        checkUniform(i -> RandomStream.uniformFloat(RandomStream.key(1, i / 128, 3, i % 128), 5));
        checkUniform(i -> RandomStream.uniformFloat(RandomStream.key(i, 1, 0, 0), 0));
        checkUniform(i -> RandomStream.uniformFloat(RandomStream.key(9, 1, i, 0), 0));
        checkUniform(i -> RandomStream.uniformFloat(RandomStream.key(9, i, 0, 0), 0));
    }

    private static void checkUniform(IntToDoubleFunction draw) {
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        double last = 0.5;
        int[] cells = new int[256];
        int[] bits = new int[24];
        for (int i = 0; i < DRAWS; i++) {
            double u = draw.applyAsDouble(i);
            assertTrue(u >= 0 && u < 1);
            sum += u;
            squares += (u - 0.5) * (u - 0.5);
            neighbours += (u - 0.5) * (last - 0.5);
            last = u;
            cells[(int) (u * 256)]++;
            for (int b = 0; b < 24; b++) {
                bits[b] += (int) (u * 0x1p24) >> b & 1;
            }
        }
        double n = DRAWS;
        assertEquals(0.5, sum / n, 5 * Math.sqrt(1 / 12.0 / n));
        assertEquals(1 / 12.0, squares / n, 5 * Math.sqrt(1 / 180.0 / n));
        assertEquals(0, neighbours / n, 5 / 12.0 / Math.sqrt(n));
        double chiSquare = 0;
        for (int cell : cells) {
            chiSquare += (cell - n / 256) * (cell - n / 256) / (n / 256);
        }
        assertEquals(255, chiSquare, 5 * Math.sqrt(2 * 255));
        for (int count : bits) {
            assertEquals(n / 2, count, 5 * Math.sqrt(n) / 2);
        }
    }

    @Test
    void streamsDoNotCorrelate() {
        long[][] pairs = {
            {RandomStream.key(1, 1, 0, 0), RandomStream.key(1, 1, 0, 1)},
            {RandomStream.key(1, 1, 0, 0), RandomStream.key(1, 1, 1, 0)},
            {RandomStream.key(1, 1, 0, 0), RandomStream.key(1, 2, 0, 0)},
            {RandomStream.key(1, 1, 0, 0), RandomStream.key(2, 1, 0, 0)},
            {RandomStream.key(1, 1, 2, 1), RandomStream.key(1, 1, 1, 2)},
            {RandomStream.key(0, 0, 0, 0), RandomStream.key(0, 0, 0, 1)},
        };
        for (long[] pair : pairs) {
            for (int lag = 0; lag < 3; lag++) {
                double product = 0;
                for (int i = 0; i < DRAWS; i++) {
                    product +=
                            (RandomStream.uniformDouble(pair[0], i) - 0.5)
                                    * (RandomStream.uniformDouble(pair[1], i + lag) - 0.5);
                }
                assertEquals(0, product / DRAWS, 5 / 12.0 / Math.sqrt(DRAWS));
            }
        }
    }

    @Test
    void samplesAndStreamsNeverShareKeys() {
        Set<Long> keys = new HashSet<>();
        for (int stream = 0; stream < 100; stream++) {
            for (int sample = 0; sample < 1000; sample++) {
                assertTrue(keys.add(RandomStream.key(5, 6, stream, sample)));
            }
        }
        for (int step = 7; step < 1000; step++) {
            assertTrue(keys.add(RandomStream.key(5, step, 0, 0)));
        }
    }

    @Test
    void gaussianHasTheMomentsOfTheNormalDistribution() {
        long key = RandomStream.key(7, 0, 1, 0);
        double[] moments = new double[5];
        double[] sorted = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double x = RandomStream.gaussian(key, i);
            assertTrue(Double.isFinite(x));
            sorted[i] = x;
            for (int power = 1; power <= 4; power++) {
                moments[power] += Math.pow(x, power) / DRAWS;
            }
        }
        assertEquals(0, moments[1], 5 / Math.sqrt(DRAWS));
        assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / DRAWS));
        assertEquals(0, moments[3], 5 * Math.sqrt(15.0 / DRAWS));
        assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / DRAWS));
        Arrays.sort(sorted);
        assertEquals(-1.959964, sorted[(int) (0.025 * DRAWS)], 0.03);
        assertEquals(0.674490, sorted[(int) (0.75 * DRAWS)], 0.02);
    }

    /** Element numbers may use all 31 bits: the two uniforms of a gaussian do not wrap around. */
    @Test
    void largeElementsDiffer() {
        long key = RandomStream.key(7, 0, 1, 0);
        assertTrue(RandomStream.gaussian(key, 1 << 30) != RandomStream.gaussian(key, 0));
        assertTrue(RandomStream.gaussian(key, 3 << 29) != RandomStream.gaussian(key, 1 << 29));
    }

    @Test
    void wholeNumbersStayInRange() {
        long key = RandomStream.key(7, 0, 1, 0);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[RandomStream.uniformInt(key, i, 7)]++;
        }
        for (int count : counts) {
            assertEquals(10_000, count, 5 * Math.sqrt(10_000));
        }
        assertEquals(0, RandomStream.uniformInt(key, 0, 1));
        for (int i = 0; i < 1000; i++) {
            assertTrue(RandomStream.uniformInt(key, i, Integer.MAX_VALUE) >= 0);
        }
        assertEquals(
                "bound is 0, expected at least 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RandomStream.uniformInt(key, 0, 0))
                        .getMessage());
    }

    @Test
    void stateIsSeedAndStep() {
        RandomStream stream = new RandomStream(5);
        assertEquals(0, stream.step());
        stream.advance();
        stream.advance();
        assertEquals(5, stream.seed());
        assertEquals(2, stream.step());
        stream.set(6, 40);
        stream.advance();
        assertEquals(6, stream.seed());
        assertEquals(41, stream.step());
    }
}
