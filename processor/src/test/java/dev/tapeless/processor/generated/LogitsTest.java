package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Link;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.loss.OutputLosses;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.train.Trainer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Gradients that come in behind the last softmax or sigmoid, and losses that know them. */
class LogitsTest {

    private static final int BATCH = 5;

    private static final String STRAIGHT = "@Dense(3) @Tanh Layer a; @Dense(3) @Softmax Layer b;";
    private static final String SIGMOIDS = "@Dense(40) @Relu Layer a; @Dense(3) @Sigmoid Layer b;";

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.of(
                    inDouble("Straight", STRAIGHT),
                    inDouble("Loops", "@Dense(40) @Relu Layer a; @Dense(30) @Softmax Layer b;"),
                    inDouble(
                            "Logarithms",
                            "@Dense(40) @Relu Layer a; @Dense(3) @LogSoftmax Layer b;"),
                    inDouble("Sigmoids", SIGMOIDS),
                    inDouble(
                            "Positions",
                            "@Dense(40) @Relu Layer a;"
                                    + " @Dense(30) @Reshape({10, 3}) @Softmax Layer b;"),
                    inDouble(
                            "Named",
                            "@Dense(40) @Relu Layer a; @Dense(3) Layer logits;"
                                    + " @Output @Softmax Layer kind;"
                                    + " @Output @Dense(value = 2, from = \"a\") @Sigmoid Layer is;"
                                    + " @Output @Dense(value = 1, from = \"a\") Layer size;"),
                    inDouble("Moved", "@Dense(30) @Softmax @Reshape({5, 6}) Layer a;"),
                    inDouble("Plain", "@Dense(3) Layer a;"),
                    network("input = 4", "StraightFloat", STRAIGHT),
                    network("input = 4", "SigmoidsFloat", SIGMOIDS));

    private static SourceText inDouble(String name, String layers) {
        return network("input = 4, precision = Precision.DOUBLE", name, layers);
    }

    private static SourceText network(String members, String name, String layers) {
        return SourceText.of(
                "@Network(" + members + ") abstract class " + name + " { " + layers + " }");
    }

    private static Model<double[]> inDouble(String name) {
        return NETWORKS.inDouble("test." + name + "Network", 7);
    }

    /** The loss, and a row of targets for it. */
    private record Task(Loss loss, double... targets) {}

    private static Task task(String name, Model<double[]> model) {
        return switch (name) {
            case "Logarithms" -> new Task(Losses.negativeLogLikelihood(), 1);
            case "Sigmoids" -> new Task(Losses.binaryCrossEntropy(), 1, 0, 0.25);
            case "Positions" ->
                    new Task(
                            Losses.perPosition(Losses.crossEntropy(), 10).ignoring(-1),
                            0,
                            1,
                            2,
                            0,
                            -1,
                            2,
                            0,
                            1,
                            2,
                            0);
            case "Named" ->
                    new Task(
                            Losses.perOutput(model)
                                    .loss("kind", Losses.crossEntropy().classWeights(1, 2, 3))
                                    .loss("is", Losses.binaryCrossEntropy(), 0.5)
                                    .loss("size", Losses.meanSquaredError(), 2),
                            2,
                            1,
                            0,
                            0.7);
            default -> new Task(Losses.crossEntropy().labelSmoothing(0.1), 2);
        };
    }

    private static double[][] inputs() {
        final Random random = new Random(3);
        final double[][] rows = new double[BATCH][];
        for (int s = 0; s < BATCH; s++) {
            rows[s] = random.doubles(4, -2, 2).toArray();
        }
        return rows;
    }

    /** By the chain rule through the last layer, and without it. */
    @ParameterizedTest
    @ValueSource(strings = {"Straight", "Loops", "Logarithms", "Sigmoids", "Positions", "Named"})
    void logitsGiveTheGradientsOfOutputs(String name) {
        final Model<double[]> model = inDouble(name);
        final Task task = task(name, model);
        final double[][] targets = new double[BATCH][];
        Arrays.fill(targets, task.targets());
        assertTrue(task.loss().takesLogits(model.outputs(), model.links()));
        final double[][] inputs = inputs();
        final double[][] gradients = new double[BATCH][model.outputSize()];

        final double[][] outputs = model.forward(inputs, BATCH);
        final double value = task.loss().evaluate(outputs, targets, gradients, BATCH);
        model.backward(gradients, BATCH);
        final double[][] expected = gradientsOf(model);
        model.parameters().zeroGradients();

        assertEquals(
                value, task.loss().evaluate(outputs, targets, gradients, BATCH, model.links()));
        model.backwardLogits(gradients, BATCH);
        final double[][] actual = gradientsOf(model);
        for (int p = 0; p < expected.length; p++) {
            assertArrayEquals(expected[p], actual[p], 1e-14);
        }
    }

    private static double[][] gradientsOf(Model<?> model) {
        final double[][] gradients = new double[model.parameters().size()][];
        for (int p = 0; p < gradients.length; p++) {
            gradients[p] = model.parameters().get(p).gradients();
        }
        return gradients;
    }

    /** Bias 200 against 0: the probability is 0 in float, and so is its derivative. */
    @Test
    void aTrainerLearnsFromProbabilitiesOfZero() {
        for (final String name : new String[] {"Straight", "Sigmoids"}) {
            final Model<float[]> model = NETWORKS.inFloat("test." + name + "FloatNetwork", 7);
            final boolean isSoftmax = name.equals("Straight");
            model.parameters().get("b.weight").setAll(new double[isSoftmax ? 9 : 120]);
            model.parameters().get("b.bias").setAll(isSoftmax ? 200 : -200, 0, 0);
            final Loss loss = isSoftmax ? Losses.crossEntropy() : Losses.binaryCrossEntropy();
            final Trainer<float[]> trainer =
                    Trainer.of(model).loss(loss).optimizer(Sgd.withLearningRate(1));
            final float[][] targets = {isSoftmax ? new float[] {1} : new float[] {1, 0.5f, 0.5f}};
            final double value = trainer.step(new float[][] {{0, 0, 0, 0}}, targets, 1);
            assertTrue(value > 30 && value < 104, name + ": " + value);
            final double[] expected =
                    isSoftmax ? new double[] {199, 1, 0} : new double[] {-200 + 1 / 3.0, 0, 0};
            assertArrayEquals(expected, model.parameters().get("b.bias").values(), 1e-4, name);
        }
    }

    @Test
    void otherLossesAndLayersGoByTheOutputs() {
        final Model<double[]> loops = inDouble("Loops");
        assertEquals(List.of(Link.SOFTMAX), loops.links());
        assertFalse(Losses.meanSquaredError().takesLogits(loops.outputs(), loops.links()));
        assertFalse(Losses.softmaxCrossEntropy().takesLogits(loops.outputs(), loops.links()));
        assertFalse(Losses.binaryCrossEntropy().takesLogits(loops.outputs(), loops.links()));
        final Model<double[]> positions = inDouble("Positions");
        assertFalse(Losses.crossEntropy().takesLogits(positions.outputs(), positions.links()));
        assertEquals(List.of(), inDouble("Moved").links());
        assertEquals(List.of(), inDouble("Plain").links());
        final Model<double[]> named = inDouble("Named");
        assertEquals(List.of(Link.SOFTMAX, Link.SIGMOID, Link.IDENTITY), named.links());
        final OutputLosses mixed =
                Losses.perOutput(named)
                        .loss("kind", Losses.meanSquaredError())
                        .loss("is", Losses.binaryCrossEntropy())
                        .without("size");
        assertFalse(mixed.takesLogits(named.outputs(), named.links()));
    }
}
