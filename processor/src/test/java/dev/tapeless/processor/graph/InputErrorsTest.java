package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.testing.Expected;

import org.junit.jupiter.api.Test;

/** Shapes that no sample has. */
class InputErrorsTest {

    private static final String LAYERS = "\nabstract class Digits { @Relu Layer scores; }";

    @Test
    void aSampleHasAnExtent() {
        Expected.in("@Network(input = §{})" + LAYERS)
                .says(
                        Message.INPUT_EMPTY,
                        "[NetworkInput] input = {} has no extent: write the shape of one sample,"
                                + " for instance input = 784 or input = {28, 28}")
                .check();
    }

    @Test
    void everyExtentIsPositive() {
        Expected.in("@Network(input = {§-1, 28, §0})" + LAYERS)
                .says(
                        Message.INPUT_EXTENT,
                        "[NetworkInput] The input {-1, 28, 0} has the extent -1, but every extent"
                                + " must be at least 1: write the shape of one sample; the batch is"
                                + " not part of it")
                .says(
                        Message.INPUT_EXTENT,
                        "[NetworkInput] The input {-1, 28, 0} has the extent 0, but every extent"
                            + " must be at least 1: write the shape of one sample; the batch is not"
                            + " part of it")
                .check();
    }

    @Test
    void aSampleFitsAnArray() {
        Expected.in("@Network(input = §{2_000_000_000, 2_000_000_000, 4})" + LAYERS)
                .says(
                        Message.INPUT_TOO_LARGE,
                        "[NetworkInput] The input {2000000000, 2000000000, 4} has 2,000,000,000 *"
                            + " 2,000,000,000 * 4 = 16,000,000,000,000,000,000 elements for each"
                            + " sample, more than the 2,147,483,647 that an array can hold: make it"
                            + " smaller")
                .check();
    }

    @Test
    void anUnknownInputIsOneMistake() {
        Expected.in(
                        """
                        @Network(input = §0) abstract class Digits {
                            @Dense(4) Layer a;
                            @Dense(value = 4, from = "input") Layer b;
                            @Add(from = {"a", "b", "input"}) Layer sum;
                            @Concat(from = {"sum", "input"}) @Softmax Layer scores;
                        }
                        """)
                .says(
                        Message.INPUT_EXTENT,
                        "[NetworkInput] The input {0} has the extent 0, but every extent must be at"
                            + " least 1: write the shape of one sample; the batch is not part of"
                            + " it")
                .check();
    }
}
