package dev.tapeless.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Kernels in vectors give the bits of those in numbers, whatever the sizes. */
class VectorKernelsTest {

    /** Around all sizes at which the kernels change: lanes, vectors of a tile, rows of a tile. */
    private static final List<Integer> SIZES =
            List.of(1, 2, 3, 15, 16, 17, 31, 33, 63, 64, 65, 127, 128, 129);

    /** Around the eight elements that straight-line code packs into a vector. */
    private static final List<Integer> UNITS = List.of(1, 7, 8, 9, 15, 16);

    private static final List<Integer> BATCHES = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14);

    private static CompiledNetworks networks;

    @BeforeAll
    static void compile() {
        final List<SourceText> files = new ArrayList<>();
        for (final int size : SIZES) {
            files.add(network("Wide" + size, "input = 19, inputGradient = true", size));
        }
        files.add(network("Precise", "input = 37, precision = Precision.DOUBLE", 45));
        files.add(network("PreciseFew", "input = 37, precision = Precision.DOUBLE", 7));
        for (final int size : SIZES) {
            files.add(fewInputs(size));
        }
        files.add(dots(1, "input = 8", "@Dense(16) @Relu Layer a; @Dense(1) Layer b;"));
        files.add(
                dots(
                        2,
                        "input = 2",
                        "@Dense(value = 48, bias = false) @HardSwish Layer a;"
                                + " @Dense(value = 2, bias = false) Layer b;"));
        files.add(
                dots(3, "input = 5", "@Dense(64) @LeakyRelu Layer a; @Dense(3) @Softmax Layer b;"));
        files.add(
                dots(
                        4,
                        "input = 20",
                        "@Dense(1) @Tanh Layer a; @Dense(144) Layer b; @Dense(4) @Tanh Layer c;"));
        files.add(
                dots(
                        5,
                        "input = 37, precision = Precision.DOUBLE",
                        "@Dense(7) @Tanh Layer a; @Dense(48) @Relu Layer b;"
                                + " @Dense(3) @Relu Layer c; @Dense(5) Layer d;"));
        for (final int size : UNITS) {
            files.add(straightLine("Straight" + size, "", size));
        }
        files.add(straightLine("StraightPrecise", ", precision = Precision.DOUBLE", 8));
        files.add(
                alone("Xor", "input = 2", "@Dense(2) @Tanh Layer a; @Dense(1) @Sigmoid Layer b;"));
        files.add(alone("Logistic", "input = 10", "@Dense(1) @Sigmoid Layer a;"));
        files.add(
                alone(
                        "Deep",
                        "input = 4, inputGradient = true",
                        "@Dense(8) @Relu @Dropout(0.25) Layer a; @Dense(9) @LeakyRelu Layer b;"
                                + " @Dense(2) Layer c;"));
        files.add(alone("Tiny", "input = 4", "@Dense(8) @Relu Layer a; @Dense(3) Layer b;"));
        networks = CompiledNetworks.withVectors(files);
    }

    /** Straight-line code over eight elements and some more, whose gradients reach the input. */
    private static SourceText straightLine(String name, String declaration, int size) {
        return alone(
                name,
                "input = 3, inputGradient = true, schedule = Form.STRAIGHT_LINE" + declaration,
                "@Dense(%d) @HardSwish Layer a; @Dense(3) @LeakyRelu Layer b;".formatted(size));
    }

    private static SourceText alone(String name, String declaration, String layers) {
        return SourceText.at(
                "test/" + name + ".java",
                SourceText.of(
                                "@Network("
                                        + declaration
                                        + ") abstract class "
                                        + name
                                        + " { "
                                        + layers
                                        + " }")
                        .text());
    }

    /** Layers of few inputs whose results are read by few dot products. */
    private static SourceText dots(int number, String declaration, String layers) {
        return alone("Dots" + number, declaration, layers);
    }

    private static SourceText network(String name, String declaration, int size) {
        final String text =
                "@Network(%s) abstract class %s {"
                        + " @Dense(%d) @Relu Layer a;"
                        + " @Dense(21) @LeakyRelu @Dropout(0.25) Layer b;"
                        + " @Dense(%d) @Tanh Layer c;"
                        + " @Dense(18) @HardSwish Layer d;"
                        + " @Dense(5) @Softmax Layer e; }";
        return SourceText.at(
                "test/" + name + ".java",
                SourceText.of(String.format(text, declaration, name, size, size)).text());
    }

    /** Layers of few inputs, layers without a bias, and all numbers of dot products. */
    private static SourceText fewInputs(int size) {
        final String text =
                "@Network(input = 3, inputGradient = true) abstract class Few%d {"
                        + " @Dense(%d) @HardSwish Layer a;"
                        + " @Dense(value = %d, bias = false) @LeakyRelu Layer b;"
                        + " @Dense(value = 48, bias = false) Layer c;"
                        + " @Dense(value = %d, bias = false) @Softplus Layer d;"
                        + " @Dense(%d) Layer e; }";
        return SourceText.at(
                "test/Few" + size + ".java",
                SourceText.of(
                                String.format(
                                        text, size, 100 + size, size, 1 + size % 15, 1 + size / 9))
                        .text());
    }

    static Stream<String> names() {
        final Stream<String> sizes =
                SIZES.stream().flatMap(size -> Stream.of("Wide" + size, "Few" + size));
        final Stream<String> units = UNITS.stream().map(size -> "Straight" + size);
        return Stream.of(
                        sizes, Stream.of("Dots1", "Dots2", "Dots3", "Dots4", "Tiny", "Deep"), units)
                .flatMap(Function.identity())
                .map(name -> "test." + name + "Network");
    }

    @ParameterizedTest
    @MethodSource("names")
    void bitsAreEqual(String name) {
        assertTrue(VectorSwitch.isAvailable());
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat(name, 3);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat(name, 3);
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
        for (final String name :
                List.of("test.PreciseNetwork", "test.PreciseFewNetwork", "test.Dots5Network")) {
            final Model<double[]> plain = networks.on(Backend.PLAIN).inDouble(name, 3);
            final Model<double[]> vectors = networks.on(Backend.VECTORS).inDouble(name, 3);
            final Random random = new Random(6);
            final double[][] inputs = new double[7][37];
            final double[][] gradients = new double[7][5];
            for (int s = 0; s < 7; s++) {
                inputs[s] = random.doubles(37).toArray();
                gradients[s] = random.doubles(5).toArray();
            }
            assertEquals(
                    Optional.empty(),
                    PassBits.of(vectors, inputs, gradients)
                            .differenceFrom(PassBits.of(plain, inputs, gradients)));
        }
    }

    @Test
    void dotProductsComputeWhatTheyReadWhereItNeedsFewInputs() {
        for (final String name : List.of("Dots1", "Dots2", "Dots3")) {
            final String text = networks.sources().get("test." + name + "NetworkVectors");
            assertTrue(text.contains(" predictOneB("), name);
            assertFalse(text.contains(" predictOneA("), name);
        }
        final String network = networks.sources().get("test.Dots1Network");
        final String predict = network.substring(network.indexOf("void predict(float[] i"));
        assertTrue(predict.indexOf("isOn()") < predict.indexOf("workspaces.take()"));
        assertFalse(networks.sources().get("test.Dots4NetworkVectors").contains(" predictOneB("));
        assertFalse(networks.sources().get("test.Dots5NetworkVectors").contains(" predictOneB("));
    }

    @Test
    void straightLinesHaveVectorsWhereEightElementsAreComputedAlike() {
        for (final int size : UNITS) {
            assertEquals(
                    size % 8 <= 1 && size > 1, hasVectors("Straight" + size), "Straight" + size);
        }
        assertTrue(hasVectors("Tiny"));
        assertFalse(hasVectors("Xor"));
        // Nothing is saved where each lane of the sum has one term.
        assertFalse(hasVectors("Logistic"));
        // Vectors of eight such numbers are wider than those of most processors.
        assertFalse(hasVectors("StraightPrecise"));
        final String tiny = networks.sources().get("test.TinyNetworkVectors");
        for (final String pass : List.of("predictSample", "forwardSample")) {
            assertTrue(tiny.contains(" " + pass + "("), pass);
        }
    }

    private static boolean hasVectors(String network) {
        return networks.sources().containsKey("test." + network + "NetworkVectors");
    }

    @Test
    void specialNumbersAreTheSameInStraightLines() {
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat("test.TinyNetwork", 3);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat("test.TinyNetwork", 3);
        final float[] special = {
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            -0f,
            0f,
            Float.MIN_VALUE,
            3f
        };
        final Random random = new Random(9);
        final float[][] inputs = floats(200, 4, random);
        final float[][] gradients = floats(200, 3, random);
        for (int s = 0; s < inputs.length; s++) {
            inputs[s][s % 4] = special[s % special.length];
            gradients[s][s % 3] = special[s / 7 % special.length];
        }
        assertEquals(
                Optional.empty(),
                PassBits.of(vectors, inputs, gradients)
                        .differenceFrom(PassBits.of(plain, inputs, gradients)));
    }

    @Test
    void withoutTheModuleThereIsNoClassOfVectors() {
        final CompiledNetworks plain =
                CompiledNetworks.of(
                        SourceText.of(
                                "@Network(input = 30) abstract class Wide {"
                                        + " @Dense(40) @Relu Layer a; @Dense(3) Layer b; }"));
        assertEquals(1, plain.sources().size());
        assertFalse(plain.sources().get("test.WideNetwork").contains("VectorSwitch"));
    }

    @Test
    void warmingUpChangesOver() throws ReflectiveOperationException {
        final CompiledNetworks changing = networks.on(Backend.AUTO);
        final Model<float[]> model = changing.inFloat("test.Few16Network", 3);
        final Field field = changing.type("test.Few16Network").getDeclaredField("VECTORS");
        field.setAccessible(true);
        final VectorSwitch vectors = (VectorSwitch) field.get(null);
        final float[][] inputs = floats(5, model.inputSize(), new Random(7));
        final float[][] gradients = floats(5, model.outputSize(), new Random(8));
        final PassBits before = PassBits.of(model, inputs, gradients);
        assertFalse(vectors.isOn());
        model.warmUp();
        assertTrue(vectors.isOn());
        assertEquals(
                Optional.empty(), PassBits.of(model, inputs, gradients).differenceFrom(before));
        model.warmUp();
        assertTrue(vectors.isOn());
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
