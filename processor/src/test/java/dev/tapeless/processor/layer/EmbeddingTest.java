package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.DifferenceCheck;
import dev.tapeless.processor.testing.Expected;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Rows that are looked up, and those that are not there. */
class EmbeddingTest {

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.of(
                    SourceText.of(
                            "@Network(input = 3, precision = Precision.DOUBLE) abstract class Short"
                                    + " { @Embedding(count = 4, value = 2) Layer words; }"),
                    SourceText.of(
                            "@Network(input = {2, 2}, precision = Precision.DOUBLE) abstract class"
                                    + " Wide { @Embedding(count = 5, value = 20) Layer words;"
                                    + " @Flatten @Dense(3) Layer scores; }"),
                    SourceText.of(
                            "@Network(input = 6, precision = Precision.DOUBLE) abstract class Both"
                                    + " { @Embedding(count = 5, value = 2) @Flatten Layer words;"
                                    + " @Dense(value = 3, from = \"input\") Layer numbers;"
                                    + " @Concat(from = {\"words\", \"numbers\"}) @Dense(2) Layer"
                                    + " scores; }"));

    private static Model<double[]> network(String name) {
        return NETWORKS.inDouble("test." + name + "Network", 1);
    }

    @Test
    void everyNumberMeansARow() {
        final Model<double[]> model = network("Short");
        model.parameters().get("words.weight").setAll(0, 1, 2, 3, 4, 5, 6, 7);
        assertArrayEquals(new double[] {6, 7, 0, 1, 6, 7}, model.predict(new double[] {3, 0, 3}));
    }

    @Test
    void rowsGetTheGradientsOfAllTheirPlaces() {
        final Model<double[]> model = network("Short");
        model.forward(new double[][] {{3, 0, 3}, {1, 1, 3}}, 2);
        model.backward(
                new double[][] {{1, 2, 10, 20, 100, 200}, {1000, 2000, 1e4, 2e4, 1e5, 2e5}}, 2);
        assertArrayEquals(
                new double[] {10, 20, 11000, 22000, 0, 0, 100101, 200202},
                model.parameters().get("words.weight").gradients());
    }

    @Test
    void gradientsAreDifferences() {
        for (final String name : List.of("Short", "Wide", "Both")) {
            assertEquals(
                    List.of(),
                    new DifferenceCheck(network(name), 3, 1).inputs(k -> k * 7 % 4).mistakes(false),
                    name);
        }
    }

    @Test
    void aNumberWithoutARowIsRefused() {
        final Model<double[]> model = network("Short");
        for (final double wrong : new double[] {4, -1, 0.5, Double.NaN}) {
            final var thrown =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> model.predict(new double[] {0, wrong, 0}));
            assertEquals(
                    "words.weight: found the index "
                            + wrong
                            + ", expected a whole number from 0 to 3",
                    thrown.getMessage());
        }
        assertArrayEquals(
                model.predict(new double[] {0, 1, 2}), model.predict(new double[] {0, 1, 2}));
    }

    @Test
    void placesAreLearnedByAFieldOfTheirOwn() {
        Expected.in(
                        """
                        @Network(input = 6) abstract class Digits {
                            @Embedding(count = 5, value = 4) §@PositionalEmbedding Layer words;
                            @Flatten @Dense(2) Layer scores;
                        }
                        """)
                .says(
                        Message.FIELD_TWO_PARAMETERISED,
                        "[NetworkField] Layer \"words\" learns parameters in both @Embedding and"
                                + " @PositionalEmbedding, whose names would be equal: move"
                                + " @PositionalEmbedding and what follows it to a field of its own")
                .check();
    }
}
