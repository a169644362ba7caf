package dev.tapeless.runtime.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.RowPart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.Arrays;
import java.util.List;

class OutputLossesTest {

    private static final List<RowPart> OUTPUTS =
            List.of(
                    RowPart.of("digit", 0, 3),
                    RowPart.of("features", 3, 2),
                    RowPart.of("angle", 5, 2));

    private static final double[][] ROWS = {
        {0.5, -1, 2, 9, 9, 0.25, -0.75}, {1, 1.5, -0.5, 9, 9, 1, 0.5}, {0, 0, 0, 9, 9, 0, 0}
    };

    private static final double[][] TARGETS = {{2, 0.5, 0}, {0, 0, 1}, {1, -1, -1}};

    private static OutputLosses losses() {
        return OutputLosses.of(OUTPUTS)
                .loss("angle", Losses.meanSquaredError(), 0.5)
                .loss("digit", Losses.softmaxCrossEntropy().classWeights(1, 2, 3))
                .without("features");
    }

    private static double[][] part(double[][] rows, int from, int to) {
        return Arrays.stream(rows)
                .map(row -> Arrays.copyOfRange(row, from, to))
                .toArray(double[][]::new);
    }

    @Test
    void theSumOfLossesHasTheSumOfGradients() {
        double[][] digitGradients = new double[3][3];
        double[][] angleGradients = new double[3][2];
        double digit =
                Losses.softmaxCrossEntropy()
                        .classWeights(1, 2, 3)
                        .evaluate(part(ROWS, 0, 3), part(TARGETS, 0, 1), digitGradients, 3);
        double angle =
                Losses.meanSquaredError()
                        .evaluate(part(ROWS, 5, 7), part(TARGETS, 1, 3), angleGradients, 3);
        OutputLosses losses = losses();
        double[][] gradients = new double[3][7];
        for (double[] row : gradients) {
            Arrays.fill(row, Double.NaN);
        }
        assertEquals(digit + 0.5 * angle, losses.evaluate(ROWS, TARGETS, gradients, 3));
        assertEquals(digit, losses.value("digit"));
        assertEquals(angle, losses.value("angle"));
        assertEquals(6, losses.denominator("digit"));
        assertEquals(6, losses.denominator("angle"));
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(digitGradients[i], Arrays.copyOfRange(gradients[i], 0, 3));
            assertArrayEquals(new double[2], Arrays.copyOfRange(gradients[i], 3, 5));
            assertEquals(0.5 * angleGradients[i][0], gradients[i][5]);
            assertEquals(0.5 * angleGradients[i][1], gradients[i][6]);
        }
        float[][] single = new float[3][7];
        assertEquals(
                digit + 0.5 * angle,
                losses.evaluate(LossTest.floats(ROWS), LossTest.floats(TARGETS), single, 3),
                1e-6);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 7; j++) {
                assertEquals(gradients[i][j], single[i][j], 1e-7);
            }
        }
        assertEquals(digit + 0.5 * angle, losses.evaluate(ROWS, TARGETS, null, 3));
    }

    @Test
    void gradientsAreDifferences() {
        OutputLosses losses = losses().shares("digit");
        double[][] targets = {{0.25, 0.5, 0.25, 1, 2}};
        double[][] rows = {ROWS[0].clone()};
        double[][] gradients = new double[1][7];
        losses.evaluate(rows, targets, gradients, 1);
        for (int j = 0; j < 7; j++) {
            double centre = rows[0][j];
            rows[0][j] = centre + 1e-5;
            double above = losses.evaluate(rows, targets, null, 1);
            rows[0][j] = centre - 1e-5;
            double below = losses.evaluate(rows, targets, null, 1);
            rows[0][j] = centre;
            assertEquals((above - below) / 2e-5, gradients[0][j], 1e-8);
        }
    }

    @Test
    void targetsLieInTheOrderOfTheOutputs() {
        assertEquals(
                List.of(RowPart.of("digit", 0, 1), RowPart.of("angle", 1, 2)), losses().targets());
        assertEquals(
                List.of(RowPart.of("digit", 0, 3), RowPart.of("angle", 3, 2)),
                losses().shares("digit").targets());
        assertEquals(0.5, losses().weight("angle"));
    }

    @Test
    void aWeightOfZeroMeasuresOnly() {
        OutputLosses losses =
                OutputLosses.of(OUTPUTS)
                        .loss("digit", Losses.crossEntropy(), 0)
                        .without("features")
                        .loss("angle", Losses.huber());
        double[][] gradients = new double[1][7];
        losses.evaluate(
                new double[][] {{0.5, 0.25, 0.25, 9, 9, 0, 1}},
                new double[][] {{0, 0, 1}},
                gradients,
                1);
        assertTrue(Arrays.stream(gradients[0]).allMatch(gradient -> gradient == 0));
        assertEquals(Math.log(2), losses.value("digit"), 1e-15);
        assertEquals(0, losses.value("angle"));
    }

    @Test
    void nothingIsAllocated() {
        OutputLosses losses = losses();
        float[][] rows = LossTest.floats(ROWS);
        float[][] targets = LossTest.floats(TARGETS);
        float[][] gradients = new float[3][7];
        assertEquals(0, Allocation.ofRound(50, () -> losses.evaluate(rows, targets, gradients, 3)));
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
    }

    @Test
    void namesThatDoNotFitAreRefused() {
        refused(
                "found the name \"angel\", expected one of \"digit\", \"features\", \"angle\"",
                () -> losses().loss("angel", Losses.huber()));
        refused(
                "the output \"angle\" has a loss already",
                () -> losses().loss("angle", Losses.huber()));
        refused(
                "the weight of the output \"angle\" is -1.0, expected a finite number of at least"
                        + " 0",
                () -> losses().loss("angle", Losses.huber(), -1));
        refused("the output \"angle\" has a loss already", () -> losses().without("angle"));
        refused(
                "no loss was set for an output \"features\"; there are [digit, angle]",
                () -> losses().value("features"));
        refused(
                "the output \"features\" has no loss: call loss(\"features\", ...), or"
                        + " without(\"features\") where it has no targets",
                () ->
                        OutputLosses.of(OUTPUTS)
                                .loss("digit", Losses.huber())
                                .checkTargets(TARGETS, 3, 7));
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        refused(
                "target of sample 1: found 2 elements, expected 3: digit 1, angle 2",
                () -> losses().checkTargets(new double[][] {{0, 0, 0}, {0, 0}}, 2, 7));
        refused(
                "output \"digit\": target of sample 1: found class index 3.0, expected a whole"
                        + " number from 0 to 2 for a model of 3 outputs",
                () -> losses().checkTargets(new float[][] {{0, 0, 0}, {3, 0, 0}}, 2, 7));
        refused(
                "found outputs of 6 elements, expected 7: digit 3, features 2, angle 2",
                () -> losses().checkTargets(TARGETS, 3, 6));
        refused(
                "found no target rows, expected at least 3, one a sample",
                () -> losses().evaluate(ROWS, null, null, 3));
        refused(
                "target of sample 0 is null",
                () -> losses().checkTargets(new double[][] {null}, 1, 7));
        refused(
                "samples are evaluated output by output",
                () -> Losses.perPosition(losses(), 1).evaluate(ROWS, ROWS, null, 3));
    }
}
