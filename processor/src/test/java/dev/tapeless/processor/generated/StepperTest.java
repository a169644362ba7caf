package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.processor.testing.Allocation;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Stepper;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recurrent network that is given its sequence element by element gives the bits of one that is
 * given all of it.
 */
class StepperTest {

    private static final int LENGTH = 6;
    private static final int FEATURES = 3;

    /** Fields, and whether the output is a sequence. */
    private static final List<List<String>> NETWORKS =
            List.of(
                    List.of("@Rnn(5) Layer a;", "last"),
                    List.of("@Gru(5) Layer a; @Dense(2) Layer b;", "last"),
                    List.of(
                            "@Gru(17) Layer a; @Dense(20) @Relu Layer b; @Dense(3) Layer c;",
                            "last"),
                    List.of("@Lstm(value = 18, bias = false) Layer a; @Softmax Layer b;", "last"),
                    List.of("@Rnn(value = 4, sequence = true) Layer a;", "sequence"),
                    List.of("@Gru(value = 16, sequence = true) @Tanh Layer a;", "sequence"),
                    List.of(
                            "@Lstm(value = 5, sequence = true) Layer a; @Gru(value = 20, sequence ="
                                    + " true) Layer b; @Lstm(3) Layer c;",
                            "last"),
                    List.of(
                            "@Dense(7) @Relu Layer a; @Gru(value = 5, sequence = true) Layer b;"
                                    + " @Dense(2) Layer c;",
                            "sequence"),
                    List.of(
                            "@Dense(33) @Gelu Layer a; @Lstm(value = 34, sequence = true) Layer b;"
                                    + " @LayerNorm Layer c; @Dense(17) Layer d;",
                            "sequence"),
                    List.of(
                            "@Gru(value = 3, sequence = true) Layer a; @Add(from = {\"a\","
                                    + " \"input\"}) Layer b; @BatchNorm Layer c; @Rnn(4) Layer d;",
                            "last"),
                    List.of(
                            "@Conv1d(value = 4, kernel = 1) @Relu Layer a; @Gru(4) Layer b;",
                            "last"),
                    List.of(
                            "@Gru(value = 3, sequence = true) @Dropout(0.3) Layer a; @Rnn(2) Layer"
                                    + " b;",
                            "last"));

    /** Fields of networks in which an output depends on elements that come later. */
    private static final List<String> OTHERS =
            List.of(
                    "@Gru(value = 3, bidirectional = true) Layer a;",
                    "@Gru(value = 3, sequence = true) @Flatten Layer a; @Dense(2) Layer b;",
                    "@Gru(value = 3, sequence = true) @GlobalMaxPool Layer a;",
                    "@Conv1d(value = 3, kernel = 3, padding = Padding.SAME) Layer a; @Gru(2) Layer"
                            + " b;",
                    "@PositionalEmbedding Layer a; @Gru(2) Layer b;",
                    "@LayerNorm(dimensions = 2) Layer a; @Gru(2) Layer b;",
                    "@Permute({1, 0}) Layer a; @Gru(2) Layer b;",
                    "@Dense(3) @Relu Layer a;");

    private static final CompiledNetworks FLOATS = CompiledNetworks.withVectors(sources("FLOAT"));

    private static List<SourceText> sources(String precision) {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            sources.add(source("N" + k, NETWORKS.get(k).get(0), precision));
        }
        return sources;
    }

    private static SourceText source(String name, String fields, String precision) {
        return SourceText.of(
                "@Network(input = {%d, %d}, precision = Precision.%s) abstract class %s { %s }"
                        .formatted(LENGTH, FEATURES, precision, name, fields));
    }

    private static boolean hasStepper(Object network) {
        return Arrays.stream(network.getClass().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("stepper"));
    }

    @SuppressWarnings("unchecked")
    private static <R> Stepper<R> stepper(Model<R> network) {
        try {
            final Method method = network.getClass().getDeclaredMethod("stepper");
            method.setAccessible(true);
            return (Stepper<R>) method.invoke(network);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] floats(int length, long seed) {
        final float[] values = new float[length];
        final Random random = new Random(seed);
        for (int k = 0; k < length; k++) {
            values[k] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] element(float[] sequence, int position) {
        return Arrays.copyOfRange(sequence, position * FEATURES, (position + 1) * FEATURES);
    }

    @TestFactory
    Stream<DynamicTest> givesTheBitsOfTheWhole() {
        return Stream.of(Backend.PLAIN, Backend.VECTORS)
                .flatMap(
                        backend ->
                                IntStream.range(0, NETWORKS.size())
                                        .mapToObj(
                                                k ->
                                                        dynamicTest(
                                                                backend + " " + NETWORKS.get(k),
                                                                () -> compare(backend, k))));
    }

    private static void compare(Backend backend, int number) {
        final Model<float[]> network = FLOATS.on(backend).inFloat("test.N" + number + "Network", 7);
        final boolean isSequence = NETWORKS.get(number).get(1).equals("sequence");
        final Stepper<float[]> stepper = stepper(network);
        assertEquals(FEATURES, stepper.elementSize());
        for (int sample = 0; sample < 3; sample++) {
            final float[] sequence = floats(LENGTH * FEATURES, sample);
            final float[] expected = network.predict(sequence);
            final int size = stepper.outputSize();
            stepper.reset();
            for (int t = 0; t < LENGTH; t++) {
                final float[] output = stepper.step(element(sequence, t));
                if (isSequence) {
                    assertArrayEquals(
                            Arrays.copyOfRange(expected, t * size, (t + 1) * size), output);
                } else if (t == LENGTH - 1) {
                    assertArrayEquals(expected, output);
                }
            }
        }
    }

    @Test
    void givesTheBitsOfTheWholeInDoublePrecision() {
        final CompiledNetworks networks = CompiledNetworks.of(sources("DOUBLE"));
        for (int k = 0; k < NETWORKS.size(); k++) {
            final Model<double[]> network = networks.inDouble("test.N" + k + "Network", 5);
            final double[] sequence = new Random(k).doubles(LENGTH * FEATURES, -1, 1).toArray();
            final Stepper<double[]> stepper = stepper(network);
            double[] output = {};
            for (int t = 0; t < LENGTH; t++) {
                output =
                        stepper.step(
                                Arrays.copyOfRange(sequence, t * FEATURES, (t + 1) * FEATURES));
            }
            final double[] expected = network.predict(sequence);
            assertArrayEquals(
                    Arrays.copyOfRange(
                            expected, expected.length - stepper.outputSize(), expected.length),
                    output);
        }
    }

    @Test
    void goesOnFromWhatWasRemembered() {
        final Model<float[]> network = FLOATS.on(Backend.PLAIN).inFloat("test.N6Network", 3);
        final Stepper<float[]> one = stepper(network);
        final Stepper<float[]> other = stepper(network);
        final float[] sequence = floats(3 * FEATURES, 1);
        one.step(element(sequence, 0));
        one.step(element(sequence, 1));
        final float[] state = one.state();
        // Two states of 5 of the first layer, one of 20, two of 3.
        assertEquals(36, state.length);
        final float[] expected = one.step(element(sequence, 2));
        other.restore(state);
        assertArrayEquals(expected, other.step(element(sequence, 2)));
        one.reset();
        assertArrayEquals(new float[36], one.state());
    }

    @Test
    void refusesRowsOfAnotherLength() {
        final Stepper<float[]> stepper =
                stepper(FLOATS.on(Backend.PLAIN).inFloat("test.N0Network", 3));
        final var thrown =
                assertThrows(IllegalArgumentException.class, () -> stepper.step(new float[2]));
        assertEquals("element has 2 elements, expected 3 elements", thrown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> stepper.restore(new float[4]));
        assertThrows(
                IllegalArgumentException.class, () -> stepper.step(new float[3], new float[4]));
    }

    @Test
    void allocatesNothing() {
        final Stepper<float[]> stepper =
                stepper(FLOATS.on(Backend.PLAIN).inFloat("test.N6Network", 3));
        final float[] element = floats(FEATURES, 2);
        final float[] output = new float[stepper.outputSize()];
        assertEquals(0, Allocation.ofRound(50, () -> stepper.step(element, output)));
    }

    @Test
    void isThereOnlyWhereNothingDependsOnWhatComesLater() {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < OTHERS.size(); k++) {
            sources.add(source("Other" + k, OTHERS.get(k), "FLOAT"));
        }
        final CompiledNetworks networks = CompiledNetworks.of(sources);
        for (int k = 0; k < OTHERS.size(); k++) {
            assertFalse(
                    hasStepper(networks.inFloat("test.Other" + k + "Network", 1)), OTHERS.get(k));
        }
    }
}
