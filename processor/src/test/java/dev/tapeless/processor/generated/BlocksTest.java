package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.DifferenceCheck;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.optimizer.Adam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Networks in networks: the same numbers as without, once or shared, in one level or several. */
class BlocksTest {

    /** What is used as a block; the arithmetic is that of whoever uses it. */
    private static final String PARTS =
            """
            class Parts {
                @Network(input = 6) abstract static class Mixer {
                    @LayerNorm Layer norm;
                    @Dense(17) @Tanh Layer hidden;
                    @Dense(6) Layer mixed;
                }
                @Network(input = 6) abstract static class Gated {
                    @Residual(Mixer.class) Layer left;
                    @Dense(value = 6, from = "input") @Sigmoid Layer gate;
                    @Multiply(from = {"left", "gate"}) Layer product;
                }
                @Network(input = 6) abstract static class Pair {
                    @Residual(Mixer.class) Layer left;
                    @Block(value = Mixer.class, sharing = "left") Layer again;
                    @Add(from = {"again", "input"}) Layer sum;
                }
                @Network abstract static class Words {
                    @Input(value = 6, integer = true) Layer words;
                    @Embedding(count = 5, value = 3) Layer known;
                    @GlobalAvgPool @Output Layer mean;
                }
                @Network(input = 6) abstract static class Noise {
                    @Dropout(0.5) Layer noise;
                    @Tanh Layer bounded;
                }
                @Network(input = 6) abstract static class Normal {
                    @BatchNorm(affine = false, momentum = 0.5) Layer normal;
                }
                @Network(input = {9, 8, 16}) abstract static class Window {
                    @Conv2d(value = 16, kernel = 3, padding = Padding.SAME) @Tanh Layer window;
                }
                @Network(input = {5, 4, 4}) abstract static class Features {
                    @Conv2d(value = 4, kernel = 3, padding = Padding.SAME, bias = false)
                    Layer first;
                    @BatchNorm @Relu Layer normal;
                    @Conv2d(value = 4, kernel = 3, padding = Padding.SAME, bias = false)
                    Layer second;
                    @BatchNorm Layer again;
                }
            }
            """;

    private static final String NETWORKS =
            """
            class Made {
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Nested {
                    @Block(Parts.Mixer.class) @Relu Layer first;
                    @LayerNorm @Residual(Parts.Mixer.class) Layer second;
                    @Block(Parts.Gated.class) Layer third;
                    @Dense(3) Layer logits;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Flat {
                    @LayerNorm Layer firstNorm;
                    @Dense(17) @Tanh Layer firstHidden;
                    @Dense(6) @Relu Layer first;
                    @LayerNorm Layer second;
                    @LayerNorm Layer secondNorm;
                    @Dense(17) @Tanh Layer secondHidden;
                    @Dense(6) Layer secondMixed;
                    @Add(from = {"second", "secondMixed"}) Layer secondSum;
                    @LayerNorm Layer leftNorm;
                    @Dense(17) @Tanh Layer leftHidden;
                    @Dense(6) Layer leftMixed;
                    @Add(from = {"secondSum", "leftMixed"}) Layer left;
                    @Dense(value = 6, from = "secondSum") @Sigmoid Layer gate;
                    @Multiply(from = {"left", "gate"}) Layer product;
                    @Dense(3) Layer logits;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Once {
                    @Residual(Parts.Mixer.class) Layer a;
                    @Block(Parts.Mixer.class) @Tanh Layer b;
                    @Residual(value = Parts.Mixer.class, from = "a") Layer c;
                    @Add(from = {"b", "c"}) @Dense(3) Layer logits;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Thrice {
                    @Residual(Parts.Mixer.class) Layer a;
                    @Block(value = Parts.Mixer.class, sharing = "a") @Tanh Layer b;
                    @Residual(value = Parts.Mixer.class, sharing = "b", from = "a") Layer c;
                    @Add(from = {"b", "c"}) @Dense(3) Layer logits;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Deep {
                    @Block(Parts.Pair.class) Layer a;
                    @Residual(value = Parts.Pair.class, sharing = "a") @Relu Layer b;
                    @Residual(Parts.Pair.class) Layer c;
                }
                @Network(precision = Precision.%1$s)
                abstract static class Text {
                    @Input(value = 6, integer = true) Layer question;
                    @Input(value = 6, integer = true) Layer answer;
                    @Block(value = Parts.Words.class, from = "question") Layer asked;
                    @Block(value = Parts.Words.class, sharing = "asked", from = "answer")
                    Layer answered;
                    @Multiply(from = {"asked", "answered"}) @Output Layer product;
                    @Dense(2) @Output Layer scores;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Noisy {
                    @Block(Parts.Noise.class) Layer a;
                    @Block(value = Parts.Noise.class, from = "input") Layer b;
                    @Concat(from = {"a", "b"}) Layer both;
                }
                @Network(input = 6, precision = Precision.%1$s, inputGradient = true)
                abstract static class Moved {
                    @Block(Parts.Normal.class) Layer a;
                    @Block(value = Parts.Normal.class, sharing = "a", from = "input") Layer b;
                    @Multiply(from = {"a", "b"}) Layer product;
                }
                @Network(input = {9, 8, 16}, precision = Precision.%1$s, inputGradient = true)
                abstract static class Windows {
                    @Block(Parts.Window.class) Layer a;
                    @Block(value = Parts.Window.class, sharing = "a") Layer b;
                    @Residual(value = Parts.Window.class, sharing = "a", from = "input") Layer c;
                    @Add(from = {"b", "c"}) @GlobalAvgPool Layer mean;
                    @Dense(2) Layer logits;
                }
                @Network(input = {5, 4, 3}, precision = Precision.%1$s, inputGradient = true)
                abstract static class Pictures {
                    @Conv2d(value = 4, kernel = 3, padding = Padding.SAME) Layer stem;
                    @Residual(Parts.Features.class) @Relu Layer first;
                    @Residual(value = Parts.Features.class, sharing = "first") @Relu Layer second;
                    @GlobalAvgPool @Dense(3) Layer logits;
                }
            }
            """;

    private static final CompiledNetworks FLOATS = compile("FLOAT");
    private static final CompiledNetworks DOUBLES = compile("DOUBLE");

    private static CompiledNetworks compile(String precision) {
        return CompiledNetworks.withVectors(
                List.of(SourceText.of(PARTS), SourceText.of(NETWORKS.formatted(precision))));
    }

    private static String name(String network) {
        return "test.Made_" + network + "Network";
    }

    private static Model<double[]> create(String network) {
        return DOUBLES.on(Backend.PLAIN).inDouble(name(network), 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nested", "Once", "Thrice", "Deep", "Noisy", "Moved", "Pictures"})
    void gradientsAreDifferences(String network) {
        assertEquals(List.of(), new DifferenceCheck(create(network), 3, 11).mistakes(true));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "VECTORS"})
    void blocksAreTheirLayers(Backend backend) {
        assertEqualTraining(FLOATS.on(backend), "Nested", FLOATS.on(backend), "Flat", false);
        assertEqualTraining(DOUBLES.on(backend), "Nested", DOUBLES.on(backend), "Flat", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thrice", "Deep", "Pictures", "Windows"})
    void sharedBlocksHaveTheSameBitsInVectors(String network) {
        final CompiledNetworks vectors = FLOATS.on(Backend.VECTORS);
        assertTrue(vectors.sources().containsKey(name(network) + "Vectors"), "kernels in vectors");
        assertEqualTraining(FLOATS.on(Backend.PLAIN), network, vectors, network, false);
    }

    private static void assertEqualTraining(
            CompiledNetworks left,
            String leftName,
            CompiledNetworks right,
            String rightName,
            boolean isDouble) {
        final RunningNetwork<?> a = RunningNetwork.of(left, name(leftName), isDouble, 8);
        final RunningNetwork<?> b = RunningNetwork.of(right, name(rightName), isDouble, 8);
        // Parameters are numbered in the order of the layers, so the same seed draws the same.
        assertArrayEquals(a.allValues(), b.allValues());
        assertArrayEquals(trained(a, 17), trained(b, 17));
    }

    /** All parameters after some steps, and a prediction. */
    private static double[] trained(RunningNetwork<?> network, int batch) {
        final Adam optimizer = Adam.withLearningRate(0.01);
        final Random random = new Random(4);
        for (int step = 0; step < 4; step++) {
            network.forward(rows(random, batch, network.model().inputSize()));
            network.backward(rows(random, batch, network.model().outputSize()));
            optimizer.step(network.parameters());
            network.parameters().zeroGradients();
        }
        final double[] prediction =
                network.predict(rows(random, 1, network.model().inputSize())[0]);
        final double[] values = network.allValues();
        final double[] all = Arrays.copyOf(values, values.length + prediction.length);
        System.arraycopy(prediction, 0, all, values.length, prediction.length);
        return all;
    }

    private static double[][] rows(Random random, int count, int length) {
        final double[][] rows = new double[count][];
        for (int s = 0; s < count; s++) {
            rows[s] = random.doubles(length, -1, 1).map(x -> (float) x).toArray();
        }
        return rows;
    }

    @Test
    void aSharedGradientIsTheSumOverItsUses() {
        final Model<double[]> once = create("Once");
        final Model<double[]> shared = create("Thrice");
        for (final Parameter<double[]> parameter : once.parameters()) {
            final String own = parameter.name().replaceAll("^[bc]\\.", "a.");
            parameter.setAll(shared.parameters().get(own).values());
        }
        final Random random = new Random(6);
        final double[][] inputs = rows(random, 5, 6);
        final double[][] outputGradients = rows(random, 5, 3);
        final double[][] expected = once.forward(inputs, 5);
        final double[][] outputs = shared.forward(inputs, 5);
        for (int s = 0; s < 5; s++) {
            assertArrayEquals(expected[s], outputs[s]);
        }
        once.backward(outputGradients, 5);
        shared.backward(outputGradients, 5);
        for (final Parameter<double[]> parameter : shared.parameters()) {
            final double[] sum = new double[parameter.size()];
            for (final Parameter<double[]> use : once.parameters()) {
                if (use.name().replaceAll("^[bc]\\.", "a.").equals(parameter.name())) {
                    final double[] gradients = use.gradients();
                    Arrays.setAll(sum, k -> sum[k] + gradients[k]);
                }
            }
            assertArrayEquals(sum, parameter.gradients(), 1e-12, parameter.name());
        }
    }

    @Test
    void blocksReadAndGiveNamedValues() {
        final Model<double[]> network = create("Text");
        final double[] question = {0, 1, 2, 3, 4, 0, 4, 4, 4, 4, 4, 1};
        final double[] output = network.predict(question);
        final double[] swapped = network.predict(new double[] {4, 4, 4, 4, 4, 1, 0, 1, 2, 3, 4, 0});
        assertEquals(5, output.length);
        assertArrayEquals(output, swapped, 1e-15);
        final Parameter<double[]> words = network.parameters().get("asked.known.weight");
        final double asked =
                (2 * words.get(0, 0)
                                + words.get(1, 0)
                                + words.get(2, 0)
                                + words.get(3, 0)
                                + words.get(4, 0))
                        / 6;
        final double answered = (5 * words.get(4, 0) + words.get(1, 0)) / 6;
        assertEquals(asked * answered, output[0], 1e-12);
    }

    @Test
    void everyUseAddsItsOwnGradient() {
        final String network =
                CompiledNetworks.of(
                                SourceText.of(
                                        "@Network(input = 32) abstract class Step { @Dense(32)"
                                                + " @Tanh Layer step; }"),
                                SourceText.of(
                                        """
                                        @Network(input = 32) abstract class Steps {
                                            @Block(Step.class) Layer a;
                                            @Block(value = Step.class, sharing = "a") Layer b, c;
                                            @Dense(5) Layer scores;
                                        }
                                        """))
                        .sources()
                        .get("test.StepsNetwork");
        for (final String kernel :
                List.of(
                        "backwardAStepWeightViaAStepProduct: rows of 32 sums",
                        "backwardAStepWeightViaBStepProduct: rows of 32 sums",
                        "backwardAStepWeightViaCStepProduct: rows of 32 sums",
                        "backwardAStepBiasViaCStepDense: a plain sum over the batch")) {
            assertTrue(network.contains(kernel), network);
        }
        assertFalse(network.contains("element by element"), network);
    }

    @Test
    void everyUseOfDropoutDrawsItsOwn() {
        final Model<double[]> network = create("Noisy");
        final double[] output = network.forward(new double[][] {{1, 1, 1, 1, 1, 1}}, 1)[0];
        assertFalse(Arrays.equals(output, 0, 6, output, 6, 12), Arrays.toString(output));
    }

    @Test
    void everyUseMovesSharedStatistics() {
        final Model<double[]> network = create("Moved");
        final double[][] inputs = rows(new Random(7), 4, 6);
        network.forward(inputs, 4);
        network.backward(new double[4][6], 4);
        final double[] kept = network.buffers().get("a.normal.running_mean").values();
        for (int channel = 0; channel < 6; channel++) {
            double mean = 0;
            for (final double[] input : inputs) {
                mean += input[channel] / 4;
            }
            // From 0 half of the way to the mean, and then half of what is left.
            assertEquals(0.75 * mean, kept[channel], 1e-12);
        }
        assertEquals(2, network.buffers().size());
    }

    @Test
    void namesArePaths() {
        final Model<double[]> network = create("Deep");
        final List<String> names = new ArrayList<>();
        network.parameters().forEach(parameter -> names.add(parameter.name()));
        final List<String> expected = new ArrayList<>();
        for (final String field : List.of("a.left.", "c.left.")) {
            for (final String layer : List.of("norm", "hidden", "mixed")) {
                expected.add(field + layer + ".weight");
                expected.add(field + layer + ".bias");
            }
        }
        assertEquals(expected, names);
        assertEquals(List.of("a", "b", "c"), network.layers().stream().map(Layer::name).toList());
        final Layer a = network.layers().get(0);
        final Layer b = network.layers().get(1);
        assertEquals(a.parameters(), b.parameters());
        assertEquals("a.left.mixed.bias", b.parameter("left.mixed.bias").name());
        assertEquals(
                "layer \"b\" has no parameter \"weight\"; it has left.norm.weight, left.norm.bias,"
                    + " left.hidden.weight, left.hidden.bias, left.mixed.weight, left.mixed.bias",
                assertThrows(IllegalStateException.class, b::weights).getMessage());
    }

    @Test
    void theSummaryListsLayersInside() {
        assertEquals(
                """
                Made.Thrice: input [6], double
                layer       operations                              output  parameters  multiply-adds
                a           Residual(Mixer)                         [6]            239            204
                  a.norm    LayerNorm                               [6]             12              0
                  a.hidden  Dense(17), Tanh                         [17]           119            102
                  a.mixed   Dense(6)                                [6]            108            102
                b           Block(Mixer, sharing = a), Tanh         [6]              0            204
                  b.norm    LayerNorm                               [6]              0              0
                  b.hidden  Dense(17), Tanh                         [17]             0            102
                  b.mixed   Dense(6)                                [6]              0            102
                c           Residual(Mixer, sharing = b, from = a)  [6]              0            204
                  c.norm    LayerNorm                               [6]              0              0
                  c.hidden  Dense(17), Tanh                         [17]             0            102
                  c.mixed   Dense(6)                                [6]              0            102
                logits      Add(b, c), Dense(3)                     [3]             21             18
                total                                                              260            630
                """,
                create("Thrice").summary());
    }

    @Test
    void filesHaveEveryParameterOnce(@TempDir Path folder) throws IOException {
        final Path file = folder.resolve("pictures.safetensors");
        final Model<double[]> saved = create("Pictures");
        final double[][] inputs = rows(new Random(9), 3, saved.inputSize());
        saved.forward(inputs, 3);
        saved.backward(rows(new Random(9), 3, 3), 3);
        Adam.withLearningRate(0.1).step(saved.parameters());
        SafeTensors.save(file, saved);
        final Model<double[]> loaded = DOUBLES.on(Backend.PLAIN).inDouble(name("Pictures"), 1234);
        SafeTensors.load(file, loaded);
        final Set<String> names = new LinkedHashSet<>();
        for (final Parameter<double[]> parameter : Parameters.withBuffers(loaded)) {
            names.add(parameter.name());
            assertArrayEquals(
                    Parameters.withBuffers(saved).get(parameter.name()).values(),
                    parameter.values());
        }
        assertEquals(
                Set.of(
                        "stem.weight",
                        "stem.bias",
                        "first.first.weight",
                        "first.normal.weight",
                        "first.normal.bias",
                        "first.second.weight",
                        "first.again.weight",
                        "first.again.bias",
                        "logits.weight",
                        "logits.bias",
                        "first.normal.running_mean",
                        "first.normal.running_var",
                        "first.again.running_mean",
                        "first.again.running_var"),
                names);
        assertArrayEquals(saved.predict(inputs[0]), loaded.predict(inputs[0]));
    }
}
