package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.CompiledNetworks.Backend;
import dev.tapeless.processor.testing.DifferenceCheck;
import dev.tapeless.processor.testing.PassBits;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
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

    private static final Pattern FEATURES = Pattern.compile("(?<=, )\\d+$");
    private static final Pattern UNITS =
            Pattern.compile("(?<=@(?:Rnn|Gru|Lstm)\\((?:value = )?)\\d+");

    /** With 15 more, so many that they are computed in vectors. */
    private static String wider(Pattern number, String text) {
        return number.matcher(text)
                .replaceAll(found -> Integer.toString(15 + Integer.parseInt(found.group())));
    }

    private static String name(int number) {
        return "test.N" + number + "Network";
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreDifferences() {
        return DifferenceCheck.ofEach(NETWORKS);
    }

    /** Of the same networks, but wider. */
    @TestFactory
    Stream<DynamicTest> bitsAreEqualInVectors() {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < NETWORKS.size(); k++) {
            sources.add(
                    SourceText.of(
                            "@Network(input = {%s}, inputGradient = true) abstract class N%d { %s }"
                                    .formatted(
                                            wider(FEATURES, NETWORKS.get(k).get(0)),
                                            k,
                                            wider(UNITS, NETWORKS.get(k).get(1)))));
        }
        final CompiledNetworks networks = CompiledNetworks.withVectors(sources);
        return IntStream.range(0, NETWORKS.size())
                .mapToObj(
                        k ->
                                dynamicTest(
                                        String.join(": ", NETWORKS.get(k)),
                                        () -> assertEqualBits(networks, name(k))));
    }

    private static void assertEqualBits(CompiledNetworks networks, String name) {
        assertTrue(networks.sources().containsKey(name + "Vectors"), "kernels in vectors");
        final Model<float[]> plain = networks.on(Backend.PLAIN).inFloat(name, 3);
        final Model<float[]> vectors = networks.on(Backend.VECTORS).inFloat(name, 3);
        final Random random = new Random(name.hashCode());
        for (final int count : List.of(1, 2, 13)) {
            final float[][] inputs = floats(count, plain.inputSize(), random);
            final float[][] gradients = floats(count, plain.outputSize(), random);
            assertEquals(
                    Optional.empty(),
                    PassBits.of(vectors, inputs, gradients)
                            .differenceFrom(PassBits.of(plain, inputs, gradients)));
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
