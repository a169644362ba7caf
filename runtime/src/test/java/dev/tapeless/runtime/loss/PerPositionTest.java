package dev.tapeless.runtime.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.runtime.Allocation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.Random;

class PerPositionTest {
    private static final int SAMPLES = 5;

    private final double[][] outputs = new double[SAMPLES][];
    private final double[][] classes = {{0, 1}, {1, 1}, {1, 0}, {0, 0}, {1, 0}};
    private final double[][] padded = {{0, 1}, {-1, 1}, {-1, -1}, {0, -1}, {1, 0}};
    private final double[][] shares = new double[SAMPLES][];

    PerPositionTest() {
        Random random = new Random(8);
        for (int i = 0; i < SAMPLES; i++) {
            outputs[i] = random.doubles(4, -2, 2).toArray();
            shares[i] = random.doubles(4, 0, 1).toArray();
        }
    }

    private static Loss twoPositions() {
        return Losses.perPosition(Losses.softmaxCrossEntropy(), 2);
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        for (Reduction reduction : Reduction.values()) {
            SoftmaxCrossEntropy loss = Losses.softmaxCrossEntropy().reduction(reduction);
            LossTest.checkGradient(Losses.perPosition(loss, 2), outputs, classes);
            LossTest.checkGradient(Losses.perPosition(loss, 2), outputs, shares);
            LossTest.checkGradient(Losses.perPosition(loss, 2).ignoring(-1), outputs, padded);
            LossTest.checkGradient(
                    Losses.perPosition(loss.classWeights(0.5, 3).labelSmoothing(0.1), 2),
                    outputs,
                    classes);
            LossTest.checkGradient(
                    Losses.perPosition(Losses.meanSquaredError().reduction(reduction), 4),
                    outputs,
                    shares);
        }
    }

    /** Every position is a sample of the other loss. */
    @Test
    void isTheLossOfAllPositionsAsSamples() {
        double[][] cut = new double[2 * SAMPLES][];
        double[][] want = new double[2 * SAMPLES][];
        for (int k = 0; k < cut.length; k++) {
            double[] row = outputs[k / 2];
            cut[k] = new double[] {row[k % 2 * 2], row[k % 2 * 2 + 1]};
            want[k] = new double[] {classes[k / 2][k % 2]};
        }
        for (double[] weights : new double[][] {{}, {0.5, 3}}) {
            SoftmaxCrossEntropy loss = Losses.softmaxCrossEntropy().classWeights(weights);
            double[][] expected = new double[2 * SAMPLES][2];
            double[][] found = new double[SAMPLES][4];
            assertEquals(
                    loss.evaluate(cut, want, expected, 2 * SAMPLES),
                    Losses.perPosition(loss, 2).evaluate(outputs, classes, found, SAMPLES),
                    1e-15);
            for (int k = 0; k < cut.length; k++) {
                assertArrayEquals(
                        expected[k],
                        new double[] {found[k / 2][k % 2 * 2], found[k / 2][k % 2 * 2 + 1]},
                        1e-15);
            }
        }
    }

    @Test
    void positionsMayBeLeftOut() {
        double[][] gradients = new double[1][4];
        Loss loss = Losses.perPosition(Losses.softmaxCrossEntropy(), 2).ignoring(-100);
        double value =
                loss.evaluate(
                        new double[][] {{0, 0, 5, 7}}, new double[][] {{1, -100}}, gradients, 1);
        assertEquals(Math.log(2), value, 1e-15);
        assertArrayEquals(new double[] {0.5, -0.5, 0, 0}, gradients[0], 1e-15);
        assertEquals(1, loss.denominator());
    }

    /** No batch of padding alone turns parameters into what is not a number. */
    @Test
    void nothingIsLeftOfABatchWithoutPositions() {
        double[][] gradients = {{7, 7, 7, 7}};
        Loss loss = Losses.perPosition(Losses.softmaxCrossEntropy(), 2).ignoring(-1);
        double value =
                loss.evaluate(
                        new double[][] {{1, 2, 3, 4}}, new double[][] {{-1, -1}}, gradients, 1);
        assertEquals(0, value);
        assertArrayEquals(new double[4], gradients[0]);
        assertEquals(0, loss.denominator());
    }

    @Test
    void hasATargetAtEachPosition() {
        assertEquals(2, twoPositions().targetSize(4));
        assertEquals(4, Losses.perPosition(Losses.meanSquaredError(), 2).targetSize(4));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "found 0 positions, expected at least 1",
                () -> Losses.perPosition(Losses.softmaxCrossEntropy(), 0));
        refused(
                "found 4 outputs of the model, expected a multiple of 3, as many for each position",
                () ->
                        Losses.perPosition(Losses.softmaxCrossEntropy(), 3)
                                .evaluate(outputs, new double[SAMPLES][3], null, SAMPLES));
        refused(
                "target of sample 0: found 3 elements, expected a multiple of 2, as many for each"
                        + " position",
                () -> twoPositions().evaluate(outputs, new double[SAMPLES][3], null, SAMPLES));
        double[][] gradients = {{7, 7, 7, 7}, {7, 7, 7, 7}};
        refused(
                "position 1, target of sample 1: found class index 2.0, expected a whole number"
                        + " from 0 to 1 for a model of 2 outputs",
                () ->
                        twoPositions()
                                .evaluate(outputs, new double[][] {{0, 1}, {0, 2}}, gradients, 2));
        assertArrayEquals(new double[][] {{7, 7, 7, 7}, {7, 7, 7, 7}}, gradients);
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void allocatesNothing() {
        Loss loss = twoPositions();
        double[][] gradients = new double[SAMPLES][4];
        assertEquals(
                0,
                Allocation.ofRound(100, () -> loss.evaluate(outputs, classes, gradients, SAMPLES)));
    }
}
