package dev.tapeless.runtime.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.RowPart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;

class LossTest {
    private static final int SAMPLES = 5;
    private static final int OUTPUTS = 4;

    private final double[][] outputs = random(1, -2, 2);
    private final double[][] probabilities = normalised(random(2, 0.1, 1));
    private final double[][] values = random(3, -2, 2);
    private final double[][] shares = normalised(random(4, 0, 1));
    private final double[][] classes = {{0}, {3}, {1}, {1}, {2}};

    private static double[][] random(int stream, double low, double high) {
        double[][] rows = new double[SAMPLES][OUTPUTS];
        for (int i = 0; i < SAMPLES; i++) {
            long key = RandomStream.key(11, 0, stream, i);
            for (int j = 0; j < OUTPUTS; j++) {
                rows[i][j] = low + (high - low) * RandomStream.uniformDouble(key, j);
            }
        }
        return rows;
    }

    private static double[][] normalised(double[][] rows) {
        for (double[] row : rows) {
            double sum = 0;
            for (double value : row) {
                sum += value;
            }
            for (int j = 0; j < row.length; j++) {
                row[j] /= sum;
            }
        }
        return rows;
    }

    private static double[][] oneHot(double[][] classes) {
        double[][] rows = new double[classes.length][OUTPUTS];
        for (int i = 0; i < classes.length; i++) {
            rows[i][(int) classes[i][0]] = 1;
        }
        return rows;
    }

    static float[][] floats(double[][] rows) {
        float[][] result = new float[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            result[i] = new float[rows[i].length];
            for (int j = 0; j < rows[i].length; j++) {
                result[i][j] = (float) rows[i][j];
            }
        }
        return result;
    }

    /** The scaled sum of absolute values of the differences' cubes: a loss as a user writes one. */
    private static final class CubicError extends Loss {
        @Override
        protected double sample(double[] output, double[] target, double[] gradient) {
            double sum = 0;
            for (int j = 0; j < output.length; j++) {
                double d = output[j] - target[j];
                sum += Math.abs(d * d * d);
                gradient[j] = 3 * d * Math.abs(d);
            }
            return sum;
        }
    }

    /** A mean over classes of unequal weight, as the base class supports it. */
    private static final class Weighted extends Loss {
        private final double[] classWeights = {1, 2, 3, 4};

        @Override
        protected void checkTarget(double[] target, int outputSize, int sample) {
            ClassTarget.check(target, outputSize, sample);
        }

        @Override
        protected double weight(double[] target) {
            return classWeights[(int) target[0]];
        }

        @Override
        protected double sample(double[] output, double[] target, double[] gradient) {
            int c = (int) target[0];
            gradient[c] = 2 * output[c] * classWeights[c];
            return output[c] * output[c] * classWeights[c];
        }
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        for (Reduction reduction : Reduction.values()) {
            checkGradient(Losses.meanSquaredError().reduction(reduction), outputs, values);
            checkGradient(Losses.softmaxCrossEntropy().reduction(reduction), outputs, classes);
            checkGradient(Losses.softmaxCrossEntropy().reduction(reduction), outputs, shares);
            // shares that do not add up to one
            checkGradient(Losses.softmaxCrossEntropy().reduction(reduction), outputs, values);
            checkGradient(Losses.crossEntropy().reduction(reduction), probabilities, classes);
            checkGradient(Losses.crossEntropy().reduction(reduction), probabilities, shares);
        }
        checkGradient(new CubicError(), outputs, values);
        checkGradient(new Weighted(), outputs, classes);
    }

    static void checkGradient(Loss loss, double[][] outputs, double[][] targets) {
        double[][] gradients = new double[SAMPLES][OUTPUTS];
        double value = loss.evaluate(outputs, targets, gradients, SAMPLES);
        assertEquals(value, loss.evaluate(outputs, targets, null, SAMPLES));
        double h = 1e-5;
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                double[][] moved = new double[SAMPLES][];
                for (int r = 0; r < SAMPLES; r++) {
                    moved[r] = outputs[r].clone();
                }
                moved[i][j] += h;
                double above = loss.evaluate(moved, targets, null, SAMPLES);
                moved[i][j] -= 2 * h;
                double below = loss.evaluate(moved, targets, null, SAMPLES);
                double numeric = (above - below) / (2 * h);
                assertEquals(numeric, gradients[i][j], 1e-8 * Math.max(1, Math.abs(numeric)));
            }
        }
        checkFloats(loss, outputs, targets);
    }

    /** Floats give the same as doubles of the same numbers, but for the rounding of functions. */
    private static void checkFloats(Loss loss, double[][] outputs, double[][] targets) {
        float[][] out = floats(outputs);
        float[][] want = floats(targets);
        float[][] gradients = new float[SAMPLES][OUTPUTS];
        double[][] exactOut = new double[SAMPLES][OUTPUTS];
        double[][] exactWant = new double[SAMPLES][targets[0].length];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                exactOut[i][j] = out[i][j];
            }
            for (int j = 0; j < exactWant[i].length; j++) {
                exactWant[i][j] = want[i][j];
            }
        }
        double[][] exact = new double[SAMPLES][OUTPUTS];
        double value = loss.evaluate(out, want, gradients, SAMPLES);
        double exactValue = loss.evaluate(exactOut, exactWant, exact, SAMPLES);
        assertEquals(exactValue, value, 2e-7 * Math.abs(exactValue));
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                double size = Math.max(1, Math.abs(exact[i][j]));
                assertEquals(exact[i][j], gradients[i][j], 2e-7 * size);
            }
        }
        assertEquals(value, loss.evaluate(out, want, null, SAMPLES));
    }

    @Test
    void meanSquaredErrorByHand() {
        double[][] out = {{1, 2}, {3, 4}};
        double[][] want = {{0, 2}, {5, 7}};
        double[][] gradients = {{9, 9}, {9, 9}};
        Loss mean = Losses.meanSquaredError();
        assertEquals((1 + 0 + 4 + 9) / 4.0, mean.evaluate(out, want, gradients, 2));
        assertArrayEquals(new double[][] {{0.5, 0}, {-1, -1.5}}, gradients);
        assertEquals(4, mean.denominator());
        Loss sum = Losses.meanSquaredError().reduction(Reduction.SUM);
        assertEquals(14, sum.evaluate(out, want, gradients, 2));
        assertArrayEquals(new double[][] {{2, 0}, {-4, -6}}, gradients);
        assertEquals(1, sum.denominator());
        assertEquals(Reduction.SUM, sum.reduction());
        assertEquals(0.5, mean.evaluate(out, want, gradients, 1));
        assertArrayEquals(new double[] {-4, -6}, gradients[1]);
    }

    @Test
    void softmaxCrossEntropyByHand() {
        // softmax of (0, log 3) is (1/4, 3/4)
        double[][] out = {{0, Math.log(3)}, {0, Math.log(3)}};
        double[][] want = {{1}, {0}};
        double[][] gradients = new double[2][2];
        Loss loss = Losses.softmaxCrossEntropy();
        assertEquals(
                (-Math.log(0.75) - Math.log(0.25)) / 2,
                loss.evaluate(out, want, gradients, 2),
                1e-15);
        assertArrayEquals(new double[] {0.125, -0.125}, gradients[0], 1e-15);
        assertArrayEquals(new double[] {-0.375, 0.375}, gradients[1], 1e-15);
        assertEquals(2, loss.denominator());
    }

    @Test
    void classIndexAndOneHotAreTheSame() {
        double[][] sparse = new double[SAMPLES][OUTPUTS];
        double[][] dense = new double[SAMPLES][OUTPUTS];
        for (Loss loss : new Loss[] {Losses.softmaxCrossEntropy(), Losses.crossEntropy()}) {
            assertEquals(
                    loss.evaluate(probabilities, classes, sparse, SAMPLES),
                    loss.evaluate(probabilities, oneHot(classes), dense, SAMPLES));
            assertArrayEquals(dense, sparse);
        }
    }

    @Test
    void softmaxCrossEntropyOfHugeLogits() {
        Loss loss = Losses.softmaxCrossEntropy();
        double[][] out = {{1e4, -1e4, 0}, {1e4, -1e4, 0}, {1e300, 1e300, 1e300}};
        double[][] gradients = new double[3][3];
        assertEquals(
                (0 + 2e4 + Math.log(3)) / 3,
                loss.evaluate(out, new double[][] {{0}, {1}, {2}}, gradients, 3),
                1e-9);
        assertArrayEquals(new double[] {0, 0, 0}, gradients[0], 0);
        assertArrayEquals(new double[] {1 / 3.0, -1 / 3.0, 0}, gradients[1], 1e-15);
        assertArrayEquals(new double[] {1 / 9.0, 1 / 9.0, -2 / 9.0}, gradients[2], 1e-15);
        float[][] narrow = {{1e4f, -1e4f, 0}};
        float[][] narrowGradients = new float[1][3];
        assertEquals(
                2e4, loss.evaluate(narrow, new float[][] {{0, 1, 0}}, narrowGradients, 1), 1e-9);
        assertArrayEquals(new float[] {1, -1, 0}, narrowGradients[0]);
    }

    /** In float 1 + exp(-30) is 1, and its logarithm 0; in double some digits are left. */
    @Test
    void softmaxCrossEntropyOfConfidentLogits() {
        Loss loss = Losses.softmaxCrossEntropy();
        double expected = Math.exp(-30);
        double exact =
                loss.evaluate(new double[][] {{0, -30}}, new double[][] {{0}}, new double[1][2], 1);
        assertEquals(expected, exact, 1e-2 * expected);
        float[][] gradients = new float[1][2];
        double value = loss.evaluate(new float[][] {{0, -30}}, new float[][] {{0}}, gradients, 1);
        assertEquals(expected, value, 1e-2 * expected);
        assertEquals(expected, gradients[0][1], 1e-6 * expected);
    }

    @Test
    void crossEntropyByHand() {
        double[][] out = {{0.25, 0.75}, {0.5, 0.5}};
        double[][] want = {{0}, {1}};
        double[][] gradients = new double[2][2];
        Loss loss = Losses.crossEntropy();
        assertEquals(
                (Math.log(4) + Math.log(2)) / 2, loss.evaluate(out, want, gradients, 2), 1e-15);
        assertArrayEquals(new double[][] {{-2, 0}, {0, -1}}, gradients);
    }

    @Test
    void crossEntropyIsNotClipped() {
        double[][] gradients = new double[1][2];
        Loss loss = Losses.crossEntropy();
        assertEquals(
                Double.POSITIVE_INFINITY,
                loss.evaluate(new double[][] {{0, 1}}, new double[][] {{0}}, gradients, 1));
        assertEquals(0, loss.evaluate(new double[][] {{0, 1}}, new double[][] {{1}}, gradients, 1));
        assertArrayEquals(new double[] {0, -1}, gradients[0]);
    }

    @Test
    void notANumberIsNotPassedOver() {
        for (int j = 0; j < 3; j++) {
            double[][] out = {{0.2, 0.3, 0.5}};
            out[0][j] = Double.NaN;
            for (double[][] want : new double[][][] {{{1}}, {{0, 1, 0}}}) {
                for (Loss loss : new Loss[] {Losses.softmaxCrossEntropy(), Losses.crossEntropy()}) {
                    double[][] gradients = new double[1][3];
                    assertTrue(Double.isNaN(loss.evaluate(out, want, gradients, 1)));
                    assertTrue(Double.isNaN(gradients[0][j]));
                }
            }
            Loss squared = Losses.meanSquaredError();
            assertTrue(Double.isNaN(squared.evaluate(out, new double[][] {{0, 1, 0}}, null, 1)));
        }
    }

    @Test
    void weightedMeanDividesByTheWeights() {
        Loss loss = new Weighted();
        double[][] out = {{3, 0, 0, 0}, {0, 0, 0, 5}};
        double[][] gradients = new double[2][4];
        assertEquals(
                (9 * 1 + 25 * 4) / 5.0,
                loss.evaluate(out, new double[][] {{0}, {3}}, gradients, 2));
        assertArrayEquals(new double[] {6 / 5.0, 0, 0, 0}, gradients[0]);
        assertArrayEquals(new double[] {0, 0, 0, 8}, gradients[1]);
        assertEquals(5, loss.denominator());
    }

    @Test
    void wrongTargetsAreRefusedBeforeAnythingIsWritten() {
        double[][] gradients = {{7, 7, 7, 7}, {7, 7, 7, 7}};
        Loss loss = Losses.softmaxCrossEntropy();
        String range = ", expected a whole number from 0 to 3 for a model of 4 outputs";
        String start = "target of sample 1: found class index ";
        for (double wrong : new double[] {4, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            double[][] want = {{0}, {wrong}};
            refused(start + wrong + range, () -> loss.evaluate(outputs, want, gradients, 2));
            refused(start + wrong + range, () -> loss.checkTargets(want, 2, 4));
            refused(
                    start + wrong + range,
                    () -> loss.evaluate(floats(outputs), floats(want), null, 2));
        }
        refused(
                "target of sample 0: found 3 elements, expected 1 (a class index) or 4 (one-hot or"
                        + " probabilities, one for each output of the model)",
                () -> Losses.crossEntropy().evaluate(outputs, new double[2][3], gradients, 2));
        refused(
                "target of sample 0: found 3 elements, expected 4, one for each output of the"
                        + " model",
                () -> Losses.meanSquaredError().evaluate(outputs, new double[2][3], gradients, 2));
        refused(
                "found 1 target rows, expected at least 2, one a sample",
                () -> loss.evaluate(outputs, new double[1][1], gradients, 2));
        refused(
                "found no target rows, expected at least 2, one a sample",
                () -> loss.evaluate(floats(outputs), null, null, 2));
        refused(
                "target of sample 1 is null",
                () -> loss.evaluate(outputs, new double[][] {{0}, null}, gradients, 2));
        assertArrayEquals(new double[][] {{7, 7, 7, 7}, {7, 7, 7, 7}}, gradients);
    }

    @Test
    void linksThatALossDoesNotTakeAreRefused() {
        List<RowPart> parts = List.of(new RowPart("out", 0, List.of(OUTPUTS), false));
        double[][] gradients = {{7, 7, 7, 7}};
        for (Link link : Link.values()) {
            Loss loss = Losses.meanSquaredError();
            assertFalse(loss.takesLogits(parts, List.of(link)));
            assertEquals(
                    "derivatives with respect to logits are not known",
                    assertThrows(
                                    IllegalStateException.class,
                                    () ->
                                            loss.evaluate(
                                                    outputs, values, gradients, 1, List.of(link)))
                            .getMessage());
        }
        assertArrayEquals(new double[][] {{7, 7, 7, 7}}, gradients);
        refused(
                "logitGradients[0] has 3 elements, expected 4 elements",
                () ->
                        Losses.crossEntropy()
                                .evaluate(
                                        probabilities,
                                        classes,
                                        new double[5][3],
                                        5,
                                        List.of(Link.SOFTMAX)));
    }

    @Test
    void wrongRowsAreRefused() {
        Loss loss = Losses.meanSquaredError();
        refused(
                "count is 6, expected 1 to 5, the number of rows in outputs",
                () -> loss.evaluate(outputs, values, null, 6));
        refused(
                "count is 0, expected 1 to 5, the number of rows in outputs",
                () -> loss.evaluate(outputs, values, null, 0));
        refused(
                "outputs is null, expected an array of rows",
                () -> loss.evaluate((double[][]) null, values, null, 1));
        refused(
                "outputs[1] has 2 elements, expected 1 element",
                () -> loss.evaluate(new float[][] {{1}, {1, 2}}, new float[2][1], null, 2));
        refused(
                "outputGradients[0] has 3 elements, expected 4 elements",
                () -> loss.evaluate(outputs, values, new double[5][3], 5));
    }

    @Test
    void allocatesOnlyOnce() {
        float[][] out = floats(probabilities);
        float[][] want = floats(classes);
        float[][] gradients = new float[SAMPLES][OUTPUTS];
        for (Loss loss : new Loss[] {Losses.softmaxCrossEntropy(), Losses.crossEntropy()}) {
            assertEquals(
                    0, Allocation.ofRound(100, () -> loss.evaluate(out, want, gradients, SAMPLES)));
        }
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    /** 1 / 2e-39 is no float. */
    @Test
    void aDerivativeThatOverflowsIsTheLargestNumber() {
        float[][] gradient = new float[1][2];
        double value =
                Losses.crossEntropy()
                        .evaluate(new float[][] {{1, 2e-39f}}, new float[][] {{1}}, gradient, 1);
        assertEquals((float) -Math.log(2e-39f), value);
        assertEquals(-Float.MAX_VALUE, gradient[0][1]);
        double[][] wide = new double[1][2];
        Losses.crossEntropy().evaluate(new double[][] {{1, 1e-310}}, new double[][] {{1}}, wide, 1);
        assertEquals(-Double.MAX_VALUE, wide[0][1]);
    }
}
