package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.DifferenceCheck;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recurrent layers have the gradients that differences say, and the same bits in vectors as in
 * numbers, with every option and at every edge.
 */
class RecurrentLayersTest {

    /** Input, fields. */
    private static final List<List<String>> NETWORKS =
            List.of(
                    List.of("4, 3", "@Rnn(5) Layer a;"),
                    List.of("4, 3", "@Rnn(value = 5, sequence = true) Layer a;"),
                    List.of("4, 3", "@Rnn(value = 2, bidirectional = true) Layer a;"),
                    List.of(
                            "4, 3",
                            "@Rnn(value = 2, bidirectional = true, sequence = true) Layer a;"),
                    List.of("4, 3", "@Rnn(value = 18, bias = false) Layer a;"),
                    List.of("4, 3", "@Rnn(value = 3, activation = Softsign.class) Layer a;"),
                    List.of("1, 1", "@Rnn(1) Layer a;"),
                    List.of("3, 1", "@Rnn(value = 1, sequence = true) Layer a;"),
                    List.of("5, 3", "@Gru(4) Layer a;"),
                    List.of("5, 3", "@Gru(value = 4, sequence = true) @Tanh Layer a;"),
                    List.of("3, 2", "@Gru(value = 17) @Tanh Layer a; @Dense(2) Layer b;"),
                    List.of("4, 2", "@Gru(value = 3, bidirectional = true) Layer a;"),
                    List.of(
                            "3, 2",
                            "@Gru(value = 3, bidirectional = true, sequence = true, bias = false)"
                                    + " Layer a;"),
                    List.of("1, 2", "@Gru(value = 2, bidirectional = true) Layer a;"),
                    List.of("4, 1", "@Gru(value = 1, bias = false) Layer a;"),
                    List.of("5, 3", "@Lstm(4) Layer a;"),
                    List.of("4, 2", "@Lstm(value = 3, sequence = true) Layer a;"),
                    List.of("3, 2", "@Lstm(value = 16) Layer a; @Dense(2) Layer b;"),
                    List.of(
                            "3, 2",
                            "@Lstm(value = 2, bidirectional = true, sequence = true) Layer a;"),
                    List.of(
                            "4, 2",
                            "@Lstm(value = 3, bidirectional = true, bias = false) Layer a;"),
                    List.of("1, 1", "@Lstm(1) Layer a;"),
                    // Networks of several.
                    List.of(
                            "4, 2",
                            "@Lstm(value = 3, sequence = true) Layer a; @Gru(value = 2, sequence ="
                                    + " true) Layer b; @Rnn(2) Layer c;"),
                    List.of(
                            "6, 2",
                            "@Conv1d(value = 3, kernel = 2) @Tanh Layer a; @Gru(value = 3, sequence"
                                    + " = true) Layer b; @Flatten @Dense(2) Layer c;"),
                    List.of(
                            "3, 2",
                            "@Gru(value = 2, sequence = true) Layer a; @Gru(value = 2, sequence ="
                                    + " true, from = \"input\") Layer b; @Add(from = {\"a\","
                                    + " \"b\"}) Layer c; @Lstm(2) Layer d;"),
                    List.of(
                            "3, 3",
                            "@Gru(value = 3, sequence = true) Layer a; @Multiply(from = {\"a\","
                                    + " \"input\"}) Layer b; @Rnn(2) Layer c;"));

    private static SourceText source(int number, String arithmetic) {
        return SourceText.of(
                "@Network(input = {%s}, %sinputGradient = true)\n abstract class N%d { %s }"
                        .formatted(
                                NETWORKS.get(number).get(0),
                                arithmetic,
                                number,
                                NETWORKS.get(number).get(1)));
    }

    private static List<SourceText> sources(String arithmetic) {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            sources.add(source(k, arithmetic));
        }
        return sources;
    }

    private static Stream<DynamicTest> each(java.util.function.IntConsumer check) {
        return IntStream.range(0, NETWORKS.size())
                .mapToObj(
                        k ->
                                dynamicTest(
                                        String.join(": ", NETWORKS.get(k)), () -> check.accept(k)));
    }

    private static String name(int number) {
        return "test.N" + number + "Network";
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreDifferences() {
        final CompiledNetworks networks =
                CompiledNetworks.of(sources("precision = Precision.DOUBLE, "));
        return each(
                k ->
                        assertEquals(
                                List.of(),
                                new DifferenceCheck(networks.inDouble(name(k), 1), 2, k)
                                        .mistakes(true)));
    }

    @TestFactory
    Stream<DynamicTest> bitsAreEqualInVectors() {
        final CompiledNetworks networks = CompiledNetworks.withVectors(sources(""));
        return each(
                k -> {
                    final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat(name(k), 3);
                    final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat(name(k), 3);
                    for (final int count : List.of(1, 2, 13)) {
                        compare(plain, vectors, count, new Random(k));
                    }
                });
    }

    private static void compare(
            Model<float[]> plain, Model<float[]> vectors, int count, Random random) {
        final float[][] inputs = floats(count, plain.inputSize(), random);
        final float[][] gradients = floats(count, plain.outputSize(), random);
        final float[][] expected = new float[count][plain.outputSize()];
        final float[][] found = new float[count][plain.outputSize()];
        plain.predict(inputs, expected);
        vectors.predict(inputs, found);
        assertArrayEquals(expected, found);
        final float[][] trained = plain.forward(inputs, count);
        final float[][] same = vectors.forward(inputs, count);
        for (int s = 0; s < count; s++) {
            assertArrayEquals(trained[s], same[s]);
        }
        plain.backward(gradients, count);
        vectors.backward(gradients, count);
        for (int k = 0; k < plain.parameters().size(); k++) {
            final Parameter<float[]> parameter = plain.parameters().get(k);
            assertArrayEquals(
                    parameter.gradientBlocks(),
                    vectors.parameters().get(k).gradientBlocks(),
                    parameter.name());
        }
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
