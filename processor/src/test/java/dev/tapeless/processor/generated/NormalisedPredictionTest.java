package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.Trainer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A normalisation is part of the layer before it in prediction: what it gives is what a network
 * without it gives whose weights have been scaled, whenever and however parameters and statistics
 * have changed.
 */
class NormalisedPredictionTest {

    private static final double EPSILON = 1e-5;

    /** The tile of layer {@code a} that finishes its sums before it stores them. */
    private static final String TILE_OF_RESULTS = " aResultTile";

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.withVectors(
                    List.of(
                            SourceText.of(
                                    "@Network(input = {6, 5, 3}) abstract class Normed {"
                                            + " @Conv2d(value = 17, kernel = 3) Layer a;"
                                            + " @BatchNorm @Relu Layer an;"
                                            + " @Flatten @Dense(20) Layer b;"
                                            + " @BatchNorm @Tanh Layer bn;"
                                            + " @Dense(3) Layer c; @BatchNorm Layer cn; }"),
                            SourceText.of(
                                    "@Network(input = {6, 5, 3}) abstract class Folded {"
                                            + " @Conv2d(value = 17, kernel = 3) @Relu Layer a;"
                                            + " @Flatten @Dense(20) @Tanh Layer b;"
                                            + " @Dense(3) Layer c; }"),
                            SourceText.of(
                                    "@Network(input = {5, 6, 2}) abstract class Pooled {"
                                            + " @Conv2d(value = 5, kernel = 3) @Relu"
                                            + " @GlobalAvgPool Layer a; }")));

    private final Random random = new Random(7);

    private Model<float[]> network(Backend backend) {
        return NETWORKS.on(backend).inFloat("test.NormedNetwork", 1);
    }

    @Test
    void followsEveryChange(@TempDir Path folder) throws IOException {
        for (final Backend backend : Backend.values()) {
            final Model<float[]> model = network(backend);
            compare(model, backend);
            model.forward(rows(4, model.inputSize()), 4);
            compare(model, backend);
            Trainer.of(model)
                    .loss(Losses.meanSquaredError())
                    .optimizer(Adam.withLearningRate(0.05f))
                    .step(rows(5, model.inputSize()), rows(5, model.outputSize()), 5);
            compare(model, backend);
            model.buffers().get("an.running_var").setAll(positive(17));
            compare(model, backend);
            model.buffers().get("bn.running_mean").setAll(numbers(20));
            compare(model, backend);
            model.parameters().get("cn.weight").setAll(numbers(3));
            compare(model, backend);
            model.parameters().get("an.bias").blocks()[0][5] += 3;
            model.parameters().get("a.weight").blocks()[4][7] -= 2;
            compare(model, backend);
            final Path file = folder.resolve(backend + ".safetensors");
            SafeTensors.save(file, model);
            final float[] input = row(model.inputSize());
            final float[] expected = model.predict(input);
            model.forward(rows(3, model.inputSize()), 3);
            SafeTensors.load(file, model);
            assertArrayEquals(expected, model.predict(input));
            compare(model, backend);
        }
    }

    /** Against weights that are scaled before; a batch gives the bits of its samples. */
    private void compare(Model<float[]> model, Backend backend) {
        final Model<float[]> folded = NETWORKS.on(backend).inFloat("test.FoldedNetwork", 1);
        for (final String layer : List.of("a", "b", "c")) {
            fold(model, folded, layer);
        }
        final float[][] inputs = rows(7, model.inputSize());
        final float[][] found = new float[7][3];
        final float[][] expected = new float[7][3];
        model.predict(inputs, found, 7);
        folded.predict(inputs, expected, 7);
        for (int s = 0; s < 7; s++) {
            assertArrayEquals(found[s], model.predict(inputs[s]));
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[s][k], found[s][k], 1e-5 * (1 + Math.abs(expected[s][k])));
            }
        }
    }

    private static void fold(Model<float[]> model, Model<float[]> folded, String layer) {
        final double[] weight = model.parameters().get(layer + ".weight").values();
        final double[] bias = model.parameters().get(layer + ".bias").values();
        final double[] gamma = model.parameters().get(layer + "n.weight").values();
        final double[] beta = model.parameters().get(layer + "n.bias").values();
        final double[] mean = model.buffers().get(layer + "n.running_mean").values();
        final double[] variance = model.buffers().get(layer + "n.running_var").values();
        final int each = weight.length / bias.length;
        for (int unit = 0; unit < bias.length; unit++) {
            final double scale = gamma[unit] / Math.sqrt(variance[unit] + EPSILON);
            for (int k = 0; k < each; k++) {
                weight[unit * each + k] *= scale;
            }
            bias[unit] = (bias[unit] - mean[unit]) * scale + beta[unit];
        }
        folded.parameters().get(layer + ".weight").setAll(weight);
        folded.parameters().get(layer + ".bias").setAll(bias);
    }

    @Test
    void isNoPassOfItsOwn() {
        final String code = NETWORKS.sources().get("test.NormedNetwork");
        final String predict =
                code.substring(code.indexOf("void predictRows("), code.indexOf("summary("));
        for (final String sum : List.of("A", "B", "C")) {
            assertEquals(-1, predict.indexOf("forward" + sum + "Product("));
        }
        assertEquals(
                List.of("predictAn(", "predictBn(", "predictCn("),
                predict.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("predict"))
                        .map(line -> line.substring(0, line.indexOf('(') + 1))
                        .toList());
    }

    /** The sum over the places is of what the activation gave: the bias is added once. */
    @Test
    void pooledActivationsAreThoseOfTraining() {
        for (final Backend backend : Backend.values()) {
            final Model<float[]> model = NETWORKS.on(backend).inFloat("test.PooledNetwork", 3);
            model.parameters().get("a.bias").setAll(numbers(5));
            final float[][] inputs = rows(3, model.inputSize());
            final float[][] outputs = new float[3][model.outputSize()];
            model.predict(inputs, outputs, 3);
            final float[][] expected = model.forward(inputs, 3);
            for (int s = 0; s < 3; s++) {
                assertArrayEquals(expected[s], outputs[s], 1e-5f);
            }
        }
    }

    /** Twice a normalisation, of a block and of what follows it, whose labels look alike. */
    @Test
    void labelsThatLookAlikeAreToldApart() {
        final CompiledNetworks networks =
                CompiledNetworks.withVectors(
                        List.of(
                                SourceText.of(
                                        "@Network(input = {6, 5, 3}) abstract class Part {"
                                                + " @Conv2d(value = 17, kernel = 3) Layer c;"
                                                + " @BatchNorm Layer a; }"),
                                SourceText.of(
                                        "@Network(input = {6, 5, 3}) abstract class Alike {"
                                                + " @Block(Part.class) Layer block;"
                                                + " @BatchNorm Layer blockA; }")));
        final float[] input = rows(1, 6 * 5 * 3)[0];
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat("test.AlikeNetwork", 1);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat("test.AlikeNetwork", 1);
        for (final Model<float[]> model : List.of(plain, vectors)) {
            model.buffers().get("block.a.running_var").setAll(constant(17, 4));
            model.buffers().get("blockA.running_var").setAll(constant(17, 0.25));
        }
        assertArrayEquals(plain.predict(input), vectors.predict(input));
    }

    /** A tile repeats its step for each of its sums, so a long one is left to a loop. */
    @Test
    void longStepsStayOutOfTiles() {
        final CompiledNetworks networks =
                CompiledNetworks.withVectors(
                        List.of(
                                SourceText.of(
                                        "@Activation(\""
                                                + polynomial(18)
                                                + "\")"
                                                + " @interface Wavy {}"),
                                SourceText.of(
                                        "@Network(input = {16, 16, 3}) abstract class Long {"
                                                + " @Conv2d(value = 32, kernel = 3) Layer a;"
                                                + " @BatchNorm @Wavy Layer b; }")));
        assertFalse(networks.sources().get("test.LongNetworkVectors").contains(TILE_OF_RESULTS));
        assertTrue(NETWORKS.sources().get("test.NormedNetworkVectors").contains(TILE_OF_RESULTS));
    }

    private static String polynomial(int degree) {
        String text = "x";
        for (int k = 1; k < degree; k++) {
            text = "x * (0." + k + " + " + text + ")";
        }
        return text;
    }

    private static double[] constant(int count, double value) {
        final double[] all = new double[count];
        Arrays.fill(all, value);
        return all;
    }

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private double[] positive(int count) {
        return random.doubles(count, 0.1, 2).toArray();
    }

    private float[] row(int length) {
        final float[] row = new float[length];
        for (int k = 0; k < length; k++) {
            row[k] = random.nextFloat() - 0.5f;
        }
        return row;
    }

    private float[][] rows(int count, int length) {
        final float[][] rows = new float[count][];
        for (int s = 0; s < count; s++) {
            rows[s] = row(length);
        }
        return rows;
    }
}
