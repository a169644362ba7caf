package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Convolutions in vectors give the bits of those in numbers, whatever their sizes. */
class WindowKernelsTest {

    private static final List<Integer> CHANNELS = List.of(1, 2, 3, 15, 16, 17, 33, 48);

    private static final List<Integer> BATCHES = List.of(1, 3);

    private static final Map<String, String> NETWORKS = networks();

    private static CompiledNetworks compiled;

    private static Map<String, String> networks() {
        final Map<String, String> networks = new LinkedHashMap<>();
        for (int k = 0; k < CHANNELS.size(); k++) {
            final int channels = CHANNELS.get(k);
            // As many places in a row as channels have neighbours in the list: 1 to 8.
            networks.put(
                    "Wide" + channels,
                    image(
                            3,
                            k + 3,
                            2,
                            "@Conv2d(value = %d, kernel = 3) @Relu Layer a;".formatted(channels)
                                    + "@Conv2d(value = %d, kernel = 3, padding = Padding.SAME)"
                                            .formatted(CHANNELS.get(CHANNELS.size() - 1 - k))
                                    + " @Tanh Layer b;"));
        }
        networks.put(
                "Strided",
                image(
                        9,
                        11,
                        5,
                        "@Conv2d(value = 18, kernel = {3, 2}, stride = {2, 3}) @Relu Layer a;"
                                + "@Conv2d(value = 16, kernel = 2, stride = 2, bias = false)"
                                + " Layer b;"));
        networks.put(
                "Dilated",
                image(
                        12,
                        13,
                        16,
                        "@Conv2d(value = 7, kernel = 3, dilation = {1, 2}) Layer a;"
                                + "@Conv2d(value = 32, kernel = 3, dilation = {2, 3}) Layer b;"));
        networks.put(
                "Pointwise",
                image(
                        6,
                        5,
                        33,
                        "@Conv2d(value = 64, kernel = 1) @Relu Layer a;"
                                + "@Conv2d(value = 5, kernel = 1) Layer b;"));
        networks.put(
                "LongWindow",
                image(
                        3,
                        20,
                        3,
                        "@Conv2d(value = 16, kernel = {1, 7}) @Relu Layer a;"
                                + "@Conv2d(value = 20, kernel = {3, 11}) Layer b;"));
        networks.put(
                "Transposed",
                image(
                        4,
                        5,
                        6,
                        "@ConvTranspose2d(value = 16, kernel = 3, stride = 2) @Relu Layer a;"
                                + "@ConvTranspose2d(value = 3, kernel = 2) Layer b;"));
        networks.put(
                "Normed",
                image(
                        5,
                        4,
                        3,
                        "@Conv2d(value = 32, kernel = 2, bias = false) Layer a;"
                                + "@BatchNorm @Relu Layer b; @Prelu Layer c;"
                                + "@Conv2d(value = 17, kernel = 2) Layer d; @BatchNorm Layer e;"));
        networks.put(
                "NormedInTiles",
                image(
                        6,
                        7,
                        3,
                        "@Conv2d(value = 20, kernel = 2) Layer a; @BatchNorm @HardSwish Layer b;"
                                + "@Conv2d(value = 5, kernel = 2) Layer c; @BatchNorm @Tanh Layer"
                                + " d; @Conv2d(value = 32, kernel = 2, bias = false) Layer e;"
                                + "@BatchNorm(affine = false) @LeakyRelu Layer f;"
                                + "@Conv2d(value = 18, kernel = 1) Layer g; @Prelu Layer h;"
                                + "@Conv2d(value = 18, kernel = 1) @Gelu Layer i; @BatchNorm Layer"
                                + " j; @Add(from = {\"g\", \"j\"}) @Relu Layer k;"));
        networks.put(
                "Pooled",
                image(5, 6, 2, "@Conv2d(value = 5, kernel = 3) @Relu @GlobalAvgPool Layer a;")
                        .replace("@Flatten ", ""));
        networks.put(
                "Sequence",
                "@Network(input = {150, 3}, inputGradient = true) abstract class Sequence {"
                        + "@Conv1d(value = 34, kernel = 5) @Gelu Layer a;"
                        + "@Conv1d(value = 16, kernel = 4, stride = 3) Layer b;"
                        + "@Flatten @Dense(4) Layer last; }");
        networks.put(
                "Precise",
                image(
                                7,
                                6,
                                3,
                                "@Conv2d(value = 17, kernel = 3) @Relu Layer a;"
                                        + "@Conv2d(value = 16, kernel = 3) Layer b;")
                        .replace("inputGradient", "precision = Precision.DOUBLE, inputGradient"));
        networks.replaceAll((name, text) -> text.replace("class Net", "class " + name));
        return networks;
    }

    private static String image(int height, int width, int channels, String layers) {
        return ("@Network(input = {%d, %d, %d}, inputGradient = true) abstract class Net { %s"
                        + " @Flatten @Dense(4) Layer last; }")
                .formatted(height, width, channels, layers);
    }

    @BeforeAll
    static void compile() {
        final List<SourceText> files = new ArrayList<>();
        NETWORKS.values().forEach(text -> files.add(SourceText.of(text)));
        compiled = CompiledNetworks.withVectors(files);
    }

    static Stream<String> names() {
        return NETWORKS.keySet().stream().filter(name -> !name.equals("Precise"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void bitsAreEqual(String name) {
        final String type = "test." + name + "Network";
        assertTrue(compiled.sources().containsKey(type + "Vectors"));
        final Model<float[]> plain = compiled.on(Backend.PLAIN).inFloat(type, 3);
        final Model<float[]> vectors = compiled.on(Backend.VECTORS).inFloat(type, 3);
        final Random random = new Random(5);
        for (final int count : BATCHES) {
            final float[][] inputs = floats(count, plain.inputSize(), random);
            final float[][] gradients = floats(count, plain.outputSize(), random);
            assertEquals(
                    Optional.empty(),
                    PassBits.of(vectors, inputs, gradients)
                            .differenceFrom(PassBits.of(plain, inputs, gradients)));
        }
    }

    @Test
    void bitsAreEqualInDoublePrecision() {
        final String type = "test.PreciseNetwork";
        final Model<double[]> plain = compiled.on(Backend.PLAIN).inDouble(type, 3);
        final Model<double[]> vectors = compiled.on(Backend.VECTORS).inDouble(type, 3);
        final Random random = new Random(6);
        final double[][] inputs = new double[2][];
        final double[][] gradients = new double[2][];
        for (int s = 0; s < inputs.length; s++) {
            inputs[s] = random.doubles(plain.inputSize(), -1, 1).toArray();
            gradients[s] = random.doubles(plain.outputSize(), -1, 1).toArray();
        }
        assertEquals(
                Optional.empty(),
                PassBits.of(vectors, inputs, gradients)
                        .differenceFrom(PassBits.of(plain, inputs, gradients)));
    }

    private static float[][] floats(int rows, int length, Random random) {
        final float[][] values = new float[rows][length];
        for (final float[] row : values) {
            for (int i = 0; i < length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
