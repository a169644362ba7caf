package dev.tapeless.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.support.RowType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.TreeSet;

class DatasetTest {
    private final float[][] inputs = new float[10][3];
    private final int[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    private final Dataset<float[]> digits = Dataset.of(inputs, labels);

    @Test
    void labelsBecomeClassIndices() {
        assertEquals(10, digits.size());
        assertEquals(3, digits.inputSize());
        assertEquals(1, digits.targetSize());
        assertTrue(digits.isLabelled());
        assertSame(RowType.FLOAT, digits.rowType());
        assertSame(inputs[4], digits.input(4));
        assertArrayEquals(new float[] {4}, digits.target(4));
        Dataset<double[]> doubles = Dataset.of(new double[1][2], new int[] {Integer.MAX_VALUE});
        assertArrayEquals(new double[] {Integer.MAX_VALUE}, doubles.target(0));
    }

    @Test
    void targetsAreRows() {
        double[][] targets = {{1, 2}, {3, 4}};
        Dataset<double[]> data = Dataset.of(new double[2][3], targets);
        assertFalse(data.isLabelled());
        assertEquals(2, data.targetSize());
        assertSame(targets[1], data.target(1));
        assertEquals(2, Dataset.of(new float[2][3], new float[2][7]).inputs().length);
    }

    @Test
    void sayHowManyTheyAre() {
        assertEquals("10 samples: input [3], target [1], float", digits.toString());
        assertEquals(
                "1 sample: input [5], target [2], double",
                Dataset.of(new double[1][5], new double[1][2]).toString());
    }

    @Test
    void replacingRowsOutsideChangesNothing() {
        float[] row = inputs[0];
        inputs[0] = new float[99];
        digits.inputs()[1] = new float[99];
        digits.targets()[1] = new float[99];
        assertSame(row, digits.input(0));
        assertEquals(3, digits.input(1).length);
        assertEquals(1, digits.target(1).length);
    }

    @Test
    void subsetsShareRows() {
        Dataset<float[]> middle = digits.subset(2, 5);
        assertEquals(3, middle.size());
        assertTrue(middle.isLabelled());
        assertSame(digits.input(2), middle.input(0));
        assertSame(digits.target(4), middle.target(2));
        Dataset<float[]> chosen = digits.select(9, 0, 9);
        assertSame(digits.target(9), chosen.target(2));
        refused(
                "found the range from 5 to 5 (exclusive), expected at least one sample within 0 to"
                        + " 10",
                () -> digits.subset(5, 5));
        assertThrows(IllegalArgumentException.class, () -> digits.subset(-1, 5));
        assertThrows(IllegalArgumentException.class, () -> digits.subset(5, 11));
        refused("found sample 10, expected 0 to 9", () -> digits.select(1, 10));
        refused("found no samples, expected at least one", () -> digits.select());
    }

    /** The order comes from an independent computation. */
    @Test
    void splitsAreSeeded() {
        Dataset.Split<float[]> split = digits.split(0.7, 7);
        assertArrayEquals(new double[] {5, 4, 0, 9, 8, 2, 6}, classes(split.train()));
        assertArrayEquals(new double[] {3, 7, 1}, classes(split.test()));
        TreeSet<Double> all = new TreeSet<>();
        for (Dataset<float[]> part :
                java.util.List.of(digits.split(0.25, 8).train(), digits.split(0.25, 8).test())) {
            for (double c : classes(part)) {
                assertTrue(all.add(c));
            }
        }
        assertEquals(10, all.size());
        assertEquals(3, digits.split(0.25, 8).train().size());
        for (double wrong : new double[] {0, 1, -0.5, 0.01, 0.99, Double.NaN}) {
            refused(
                    "found a split of 10 samples at "
                            + wrong
                            + ", expected a fraction between 0 and 1 that leaves samples in both"
                            + " parts",
                    () -> digits.split(wrong, 1));
        }
    }

    private static double[] classes(Dataset<float[]> data) {
        double[] classes = new double[data.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = data.target(i)[0];
        }
        return classes;
    }

    @Test
    void wrongRowsAreRefused() {
        refused(
                "found 2 inputs and 3 targets, expected as many of both",
                () -> Dataset.of(new float[2][3], new int[3]));
        refused(
                "found no samples, expected at least one",
                () -> Dataset.of(new double[0][3], new double[0][1]));
        refused(
                "input of sample 1: found 2 elements, expected 3 as in the samples before it",
                () -> Dataset.of(new float[][] {{1, 2, 3}, {1, 2}}, new int[2]));
        refused(
                "target of sample 2: found 1 elements, expected 2 as in the samples before it",
                () -> Dataset.of(new double[3][1], new double[][] {{1, 2}, {1, 2}, {1}}));
        refused(
                "input of sample 0: found 0 elements, expected at least 1",
                () -> Dataset.of(new float[1][0], new int[1]));
        refused(
                "input of sample 1 is null",
                () -> Dataset.of(new float[][] {{1}, null}, new int[2]));
        refused(
                "label of sample 1 is -1, expected a class index from 0 to 16777216",
                () -> Dataset.of(new float[2][1], new int[] {0, -1}));
        refused(
                "label of sample 0 is 16777217, expected a class index from 0 to 16777216",
                () -> Dataset.of(new float[1][1], new int[] {16777217}));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
