package dev.tapeless.runtime.loss;

import static dev.tapeless.runtime.loss.LossTest.checkGradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.RandomStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.List;

/** Each loss by hand-computed numbers, by its definition, and by central differences. */
class LossFormulasTest {
    private static final int SAMPLES = 5;
    private static final int OUTPUTS = 4;

    private final double[][] logits = random(1, -3, 3);
    private final double[][] targets = random(2, -3, 3);
    private final double[][] probabilities = random(3, 0.1, 0.9);
    private final double[][] shares = normalised(random(4, 0.1, 1));
    private final double[][] outputShares = normalised(random(5, 0.7, 1));
    private final double[][] classes = {{0}, {3}, {1}, {1}, {2}};

    private static double[][] random(int stream, double low, double high) {
        double[][] rows = new double[SAMPLES][OUTPUTS];
        for (int i = 0; i < SAMPLES; i++) {
            long key = RandomStream.key(17, 0, stream, i);
            for (int j = 0; j < OUTPUTS; j++) {
                rows[i][j] = low + (high - low) * RandomStream.uniformDouble(key, j);
            }
        }
        return rows;
    }

    private static double[][] normalised(double[][] rows) {
        for (double[] row : rows) {
            double sum = row[0] + row[1] + row[2] + row[3];
            for (int j = 0; j < row.length; j++) {
                row[j] /= sum;
            }
        }
        return rows;
    }

    /** A function of one element. */
    private interface Element {
        double of(double output, double target);
    }

    private static void checkMean(
            Loss loss, double[][] outputs, double[][] targets, Element formula) {
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < OUTPUTS; j++) {
                sum += formula.of(outputs[i][j], targets[i][j]);
            }
        }
        assertEquals(
                sum / (SAMPLES * OUTPUTS), loss.evaluate(outputs, targets, null, SAMPLES), 1e-14);
        checkGradient(loss, outputs, targets);
    }

    private static double[] one(Loss loss, double output, double target) {
        double[][] gradient = new double[1][1];
        double value =
                loss.evaluate(new double[][] {{output}}, new double[][] {{target}}, gradient, 1);
        return new double[] {value, gradient[0][0]};
    }

    private static void one(
            Loss loss, double output, double target, double value, double derivative) {
        assertArrayEquals(
                new double[] {value, derivative},
                one(loss, output, target),
                1e-12 * Math.max(1, value));
    }

    @Test
    void absoluteAndHuberAndRelatives() {
        checkMean(Losses.meanAbsoluteError(), logits, targets, (y, t) -> Math.abs(y - t));
        one(Losses.meanAbsoluteError(), 2, 2, 0, 0);
        for (double delta : new double[] {0.5, 1, 2}) {
            checkMean(
                    Losses.huber(delta),
                    logits,
                    targets,
                    (y, t) ->
                            Math.abs(y - t) <= delta
                                    ? (y - t) * (y - t) / 2
                                    : delta * (Math.abs(y - t) - delta / 2));
            checkMean(
                    Losses.smoothL1(delta),
                    logits,
                    targets,
                    (y, t) ->
                            Math.abs(y - t) < delta
                                    ? (y - t) * (y - t) / 2 / delta
                                    : Math.abs(y - t) - delta / 2);
        }
        one(Losses.huber(2), 5, 1, 2 * (4 - 1), 2);
        one(Losses.huber(), 0.5, 1, 0.125, -0.5);
        one(Losses.smoothL1(2), 5, 1, 3, 1);
        one(Losses.smoothL1(2), 2, 1, 0.25, 0.5);
        checkMean(Losses.logCosh(), logits, targets, (y, t) -> Math.log(Math.cosh(y - t)));
        one(Losses.logCosh(), 1e4, 0, 1e4 - Math.log(2), 1);
    }

    @Test
    void binaryCrossEntropy() {
        checkMean(
                Losses.binaryCrossEntropy(),
                probabilities,
                outputShares,
                (p, t) -> -t * Math.log(p) - (1 - t) * Math.log(1 - p));
        one(Losses.binaryCrossEntropy(), 0.25, 1, Math.log(4), -4);
        one(Losses.binaryCrossEntropy(), 0.25, 0, Math.log(4 / 3.0), 4 / 3.0);
        // PyTorch's limits: the loss at most 100, the derivative at most 1e12
        one(Losses.binaryCrossEntropy(), 0, 1, 100, -1e12);
        one(Losses.binaryCrossEntropy(), 1, 0, 100, 1e12);
        one(Losses.binaryCrossEntropy(), 1, 1, 0, 0);
        refused(
                "found the output 1.5, expected a probability from 0 to 1: end the model in"
                        + " @Sigmoid, or use binaryCrossEntropyWithLogits()",
                () -> one(Losses.binaryCrossEntropy(), 1.5, 1));
        refused(
                "target of sample 0: found -1.0, expected a probability from 0 to 1",
                () -> one(Losses.binaryCrossEntropy(), 0.5, -1));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void binaryCrossEntropyWithLogits() {
        checkMean(
                Losses.binaryCrossEntropyWithLogits(),
                logits,
                probabilities,
                (x, t) -> -t * Math.log(sigmoid(x)) - (1 - t) * Math.log(sigmoid(-x)));
        checkMean(
                Losses.binaryCrossEntropyWithLogits().positiveWeights(3),
                logits,
                probabilities,
                (x, t) -> -3 * t * Math.log(sigmoid(x)) - (1 - t) * Math.log(sigmoid(-x)));
        Loss each = Losses.binaryCrossEntropyWithLogits().positiveWeights(1, 2, 3, 4);
        checkGradient(each, logits, probabilities);
        double[][] gradients = new double[1][4];
        each.evaluate(new double[1][4], new double[][] {{1, 1, 1, 0}}, gradients, 1);
        assertArrayEquals(new double[] {-0.125, -0.25, -0.375, 0.125}, gradients[0], 1e-15);
        one(Losses.binaryCrossEntropyWithLogits(), 0, 1, Math.log(2), -0.5);
        for (double t : new double[] {0, 0.5, 1}) {
            for (double x : new double[] {-1e4, 1e4, -1e300, 1e300}) {
                double expected = Math.max(x, 0) - t * x;
                one(Losses.binaryCrossEntropyWithLogits(), x, t, expected, (x > 0 ? 1 : 0) - t);
            }
        }
        refused(
                "found 3 positive weights, expected 1 or 4, one for each output of the model",
                () ->
                        Losses.binaryCrossEntropyWithLogits()
                                .positiveWeights(1, 2, 3)
                                .evaluate(logits, probabilities, null, 1));
        refused(
                "positive weight 1 is -1.0, expected a finite number of at least 0",
                () -> Losses.binaryCrossEntropyWithLogits().positiveWeights(1, -1));
    }

    private double logSoftmax(double[] row, int c) {
        double sum = 0;
        for (double x : row) {
            sum += Math.exp(x);
        }
        return row[c] - Math.log(sum);
    }

    /** PyTorch's documentation of CrossEntropyLoss, word for word. */
    private double crossEntropy(double[][] wanted, double smoothing, double... weights) {
        double sum = 0;
        double denominator = 0;
        for (int i = 0; i < SAMPLES; i++) {
            boolean index = wanted[i].length == 1;
            for (int c = 0; c < OUTPUTS; c++) {
                double t = index ? (c == (int) wanted[i][0] ? 1 : 0) : wanted[i][c];
                double smooth = (1 - smoothing) * t + smoothing / OUTPUTS;
                sum -= weights[c] * logSoftmax(logits[i], c) * smooth;
            }
            denominator += index ? weights[(int) wanted[i][0]] : 1;
        }
        return sum / denominator;
    }

    @Test
    void classWeightsAndLabelSmoothing() {
        double[] weights = {0.5, 2, 1, 3};
        for (double smoothing : new double[] {0, 0.1, 1}) {
            for (double[][] wanted : List.of(classes, shares)) {
                Loss loss =
                        Losses.softmaxCrossEntropy()
                                .labelSmoothing(smoothing)
                                .classWeights(weights);
                assertEquals(
                        crossEntropy(wanted, smoothing, weights),
                        loss.evaluate(logits, wanted, null, SAMPLES),
                        1e-14);
                checkGradient(loss, logits, wanted);
                Loss onProbabilities =
                        Losses.crossEntropy().labelSmoothing(smoothing).classWeights(weights);
                assertEquals(
                        crossEntropy(wanted, smoothing, weights),
                        onProbabilities.evaluate(softmax(), wanted, null, SAMPLES),
                        1e-14);
                checkGradient(onProbabilities, outputShares, wanted);
            }
        }
        assertEquals(
                crossEntropy(classes, 0.1, 1, 1, 1, 1),
                Losses.softmaxCrossEntropy()
                        .labelSmoothing(0.1)
                        .evaluate(logits, classes, null, SAMPLES),
                1e-14);
        refused(
                "found 2 class weights, expected 4, one for each output of the model",
                () ->
                        Losses.crossEntropy()
                                .classWeights(1, 2)
                                .evaluate(probabilities, classes, null, 1));
        refused(
                "label smoothing is 1.5, expected 0 to 1",
                () -> Losses.crossEntropy().labelSmoothing(1.5));
        refused(
                "class weight 0 is NaN, expected a finite number of at least 0",
                () -> Losses.crossEntropy().classWeights(Double.NaN));
    }

    private double[][] softmax() {
        double[][] rows = new double[SAMPLES][OUTPUTS];
        for (int i = 0; i < SAMPLES; i++) {
            for (int c = 0; c < OUTPUTS; c++) {
                rows[i][c] = Math.exp(logSoftmax(logits[i], c));
            }
        }
        return rows;
    }

    @Test
    void negativeLogLikelihoodIsCrossEntropyOfLogarithms() {
        double[][] logarithms = new double[SAMPLES][OUTPUTS];
        for (int i = 0; i < SAMPLES; i++) {
            for (int c = 0; c < OUTPUTS; c++) {
                logarithms[i][c] = logSoftmax(logits[i], c);
            }
        }
        double[] weights = {0.5, 2, 1, 3};
        Loss loss = Losses.negativeLogLikelihood().classWeights(weights);
        for (double[][] wanted : List.of(classes, shares)) {
            assertEquals(
                    crossEntropy(wanted, 0, weights),
                    loss.evaluate(logarithms, wanted, null, SAMPLES),
                    1e-14);
            checkGradient(loss, logarithms, wanted);
        }
        double[][] impossible = {{0, Double.NEGATIVE_INFINITY}};
        assertEquals(
                0,
                Losses.negativeLogLikelihood()
                        .evaluate(impossible, new double[][] {{0}}, new double[1][2], 1));
    }

    @Test
    void kullbackLeibler() {
        double[][] logarithms = new double[SAMPLES][OUTPUTS];
        double[][] logShares = new double[SAMPLES][OUTPUTS];
        for (int i = 0; i < SAMPLES; i++) {
            for (int c = 0; c < OUTPUTS; c++) {
                logarithms[i][c] = Math.log(outputShares[i][c]);
                logShares[i][c] = Math.log(shares[i][c]);
            }
        }
        KullbackLeibler loss = Losses.kullbackLeibler();
        checkMean(loss, logarithms, shares, (y, t) -> t * (Math.log(t) - y));
        double mean = loss.evaluate(logarithms, shares, null, SAMPLES);
        for (KullbackLeibler variant :
                List.of(loss, loss.batchMean(), loss.reduction(Reduction.SUM))) {
            double factor =
                    variant == loss
                            ? 1
                            : variant.reduction() == Reduction.SUM ? SAMPLES * OUTPUTS : OUTPUTS;
            assertEquals(mean * factor, variant.evaluate(logarithms, shares, null, SAMPLES), 1e-13);
            assertEquals(
                    mean * factor,
                    variant.probabilities().evaluate(outputShares, shares, null, SAMPLES),
                    1e-13);
            assertEquals(
                    mean * factor,
                    variant.logTarget().evaluate(logarithms, logShares, null, SAMPLES),
                    1e-13);
            checkGradient(variant, logarithms, shares);
            checkGradient(variant.logTarget(), logarithms, logShares);
            checkGradient(variant.probabilities(), outputShares, shares);
        }
        // impossible on both sides
        double[][] none = {{Double.NEGATIVE_INFINITY, 0}};
        assertEquals(0, loss.evaluate(none, new double[][] {{0, 1}}, new double[1][2], 1));
        refused(
                "target of sample 0: found -0.5, expected at least 0",
                () -> one(Losses.kullbackLeibler(), 1, -0.5));
    }

    @Test
    void hingeLosses() {
        double[][] signs = {
            {1, -1, 1, -1}, {1, 1, 1, 1}, {-1, 1, -1, 1}, {1, 1, -1, -1}, {-1, -1, 1, 1}
        };
        checkMean(Losses.hinge(), logits, signs, (y, t) -> Math.max(0, 1 - t * y));
        checkMean(
                Losses.hinge().squared(),
                logits,
                signs,
                (y, t) -> Math.pow(Math.max(0, 1 - t * y), 2));
        checkMean(Losses.softMargin(), logits, signs, (y, t) -> Math.log(1 + Math.exp(-t * y)));
        one(Losses.hinge(), 0.25, 1, 0.75, -1);
        one(Losses.hinge(), 0.25, 0, 1.25, 1);
        one(Losses.hinge(), 1, 1, 0, 0);
        one(Losses.hinge().squared(), 0.5, 1, 0.25, -1);
        one(Losses.softMargin(), -1e4, 1, 1e4, -1);
        one(Losses.softMargin(), 1e4, 1, 0, 0);
        refused(
                "target of sample 0: found 0.5, expected -1, 0 or 1",
                () -> one(Losses.hinge(), 1, 0.5));
        refused(
                "target of sample 0: found 0.0, expected -1 or 1",
                () -> one(Losses.softMargin(), 1, 0));
    }

    @Test
    void multiMargin() {
        double[][] out = {{0.1, 0.2, 0.4, 0.8}};
        double[][] gradients = new double[1][4];
        // PyTorch's documentation: 0.25 * ((1-(0.8-0.1)) + (1-(0.8-0.2)) + (1-(0.8-0.4)))
        assertEquals(
                0.325,
                Losses.multiMargin().evaluate(out, new double[][] {{3}}, gradients, 1),
                1e-15);
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, -0.75}, gradients[0]);
        checkGradient(Losses.multiMargin().margin(0.7), logits, classes);
        checkGradient(Losses.multiMargin().squared(), logits, classes);
        assertTrue(
                Double.isNaN(
                        Losses.multiMargin()
                                .evaluate(
                                        new double[][] {{Double.NaN, 1}},
                                        new double[][] {{1}},
                                        null,
                                        1)));
        refused(
                "target of sample 0: found 4 elements, expected 1, a class index",
                () -> Losses.multiMargin().evaluate(logits, shares, null, 1));
    }

    @Test
    void poisson() {
        double[][] counts = {{0, 1, 2, 3}, {5, 4, 0, 1}, {1, 1, 1, 1}, {9, 0, 2, 1}, {0, 0, 0, 0}};
        checkMean(Losses.poisson(), logits, counts, (y, t) -> Math.exp(y) - t * y);
        checkMean(
                Losses.poisson().full(true),
                logits,
                counts,
                (y, t) ->
                        Math.exp(y)
                                - t * y
                                + (t > 1
                                        ? t * Math.log(t) - t + 0.5 * Math.log(2 * Math.PI * t)
                                        : 0));
        checkMean(
                Losses.poisson().logInput(false).epsilon(1e-3),
                probabilities,
                counts,
                (y, t) -> y - t * Math.log(y + 1e-3));
        one(Losses.poisson(), 0, 3, 1, -2);
        one(Losses.poisson().logInput(false), 0, 0, 0, 1);
        refused(
                "target of sample 0: found -1.0, expected a count of at least 0",
                () -> one(Losses.poisson(), 1, -1));
    }

    @Test
    void quantile() {
        checkMean(
                Losses.quantile(0.9),
                logits,
                targets,
                (y, t) -> t > y ? 0.9 * (t - y) : 0.1 * (y - t));
        one(Losses.quantile(0.9), 1, 3, 1.8, -0.9);
        one(Losses.quantile(0.9), 3, 1, 0.2, 0.1, 1e-15);
        one(Losses.quantile(0.9), 1, 1, 0, 0);
        QuantileLoss several = Losses.quantile(0.1, 0.25, 0.5, 0.9);
        checkGradient(several, logits, targets);
        double[][] out = {{1, 1, 1, 1}};
        double[][] gradients = new double[1][4];
        assertEquals(
                (0.1 + 0.25 + 0.5 + 0.9) / 4,
                several.evaluate(out, new double[][] {{2}}, gradients, 1),
                1e-15);
        assertEquals(4, several.denominator());
        assertArrayEquals(new double[] {-0.025, -0.0625, -0.125, -0.225}, gradients[0], 1e-15);
        checkGradient(several.reduction(Reduction.SUM), logits, classes);
        refused(
                "found the quantiles [0.1, 0.9], expected one, or one for each of the model's 4"
                        + " outputs",
                () -> Losses.quantile(0.1, 0.9).evaluate(logits, targets, null, 1));
        refused("quantile is 1.0, expected more than 0 and less than 1", () -> Losses.quantile(1));
        refused("found no quantile, expected at least one", () -> Losses.quantile());
    }

    private static void one(
            Loss loss, double output, double target, double value, double slope, double limit) {
        assertArrayEquals(new double[] {value, slope}, one(loss, output, target), limit);
    }

    @Test
    void sumsAreMeansTimesTheirDenominators() {
        Loss[][] pairs = {
            {Losses.meanAbsoluteError(), Losses.meanAbsoluteError().reduction(Reduction.SUM)},
            {Losses.huber(), Losses.huber().reduction(Reduction.SUM)},
            {Losses.smoothL1(), Losses.smoothL1().reduction(Reduction.SUM)},
            {Losses.logCosh(), Losses.logCosh().reduction(Reduction.SUM)},
            {Losses.poisson(), Losses.poisson().reduction(Reduction.SUM)},
            {
                Losses.binaryCrossEntropyWithLogits().positiveWeights(2),
                Losses.binaryCrossEntropyWithLogits().positiveWeights(2).reduction(Reduction.SUM)
            },
            {Losses.binaryCrossEntropy(), Losses.binaryCrossEntropy().reduction(Reduction.SUM)},
        };
        double[][] sums = new double[SAMPLES][OUTPUTS];
        double[][] means = new double[SAMPLES][OUTPUTS];
        for (Loss[] pair : pairs) {
            double mean = pair[0].evaluate(probabilities, shares, means, SAMPLES);
            double sum = pair[1].evaluate(probabilities, shares, sums, SAMPLES);
            assertEquals(SAMPLES * OUTPUTS, pair[0].denominator());
            assertEquals(sum, mean * SAMPLES * OUTPUTS, 1e-12);
            assertEquals(sums[2][1], means[2][1] * SAMPLES * OUTPUTS, 1e-12);
        }
        double weighted =
                Losses.softmaxCrossEntropy()
                        .classWeights(1, 2, 3, 4)
                        .reduction(Reduction.SUM)
                        .evaluate(logits, classes, null, SAMPLES);
        Loss mean = Losses.softmaxCrossEntropy().classWeights(1, 2, 3, 4);
        assertEquals(weighted / 12, mean.evaluate(logits, classes, null, SAMPLES), 1e-14);
        assertEquals(1 + 4 + 2 + 2 + 3, mean.denominator());
    }

    @Test
    void settingsAreChecked() {
        refused("delta is 0.0, expected a finite number above 0", () -> Losses.huber(0));
        refused("beta is NaN, expected a finite number above 0", () -> Losses.smoothL1(0 / 0.0));
        refused(
                "margin is -1.0, expected a finite number above 0",
                () -> Losses.multiMargin().margin(-1));
        refused(
                "epsilon is 0.0, expected a finite number above 0",
                () -> Losses.poisson().epsilon(0));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
