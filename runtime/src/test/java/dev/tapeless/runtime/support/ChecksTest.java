package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ChecksTest {

    @Test
    void rightArgumentsPass() {
        assertDoesNotThrow(() -> Checks.row(new float[3], 3, "input"));
        assertDoesNotThrow(() -> Checks.row(new double[3], 3, "input"));
        assertDoesNotThrow(() -> Checks.rows(new float[4][3], 4, 3, "inputs"));
        assertDoesNotThrow(() -> Checks.rows(new float[0][], 0, 3, "inputs"));
        assertDoesNotThrow(() -> Checks.rows(new double[][] {{1, 2}, null}, 1, 2, "inputs"));
        assertDoesNotThrow(() -> Checks.batch(new float[1][3], 1, 3, "inputs"));
        assertDoesNotThrow(() -> Checks.backward(4, 4));
        assertDoesNotThrow(() -> Checks.batchSize(1));
    }

    @Test
    void wrongRows() {
        refused(
                "input has 2 elements, expected 3 elements",
                () -> Checks.row(new float[2], 3, "input"));
        refused("x has 1 element, expected 3 elements", () -> Checks.row(new double[1], 3, "x"));
        refused(
                "output is null, expected 1 element",
                () -> Checks.row((float[]) null, 1, "output"));
        refused(
                "output is null, expected 9 elements",
                () -> Checks.row((double[]) null, 9, "output"));
        refused(
                "inputs[1] has 4 elements, expected 3 elements",
                () -> Checks.rows(new float[][] {{1, 2, 3}, {1, 2, 3, 4}}, 2, 3, "inputs"));
        refused(
                "inputs[1] is null, expected 3 elements",
                () -> Checks.rows(new double[][] {{1, 2, 3}, null}, 2, 3, "inputs"));
    }

    @Test
    void wrongCounts() {
        String tooMany = "count is 5, expected 0 to 4, the number of rows in inputs";
        refused(tooMany, () -> Checks.rows(new float[4][3], 5, 3, "inputs"));
        refused(tooMany, () -> Checks.rows(new double[4][3], 5, 3, "inputs"));
        refused(
                "count is -1, expected 0 to 4, the number of rows in inputs",
                () -> Checks.rows(new float[4][3], -1, 3, "inputs"));
        String none = "count is 0, expected 1 to 4, the number of rows in inputs";
        refused(none, () -> Checks.batch(new float[4][3], 0, 3, "inputs"));
        refused(none, () -> Checks.batch(new double[4][3], 0, 3, "inputs"));
        refused(
                "inputs is null, expected an array of rows",
                () -> Checks.rows((float[][]) null, 1, 3, "inputs"));
        refused(
                "inputs is null, expected an array of rows",
                () -> Checks.batch((double[][]) null, 0, 3, "inputs"));
        refused("batch size is 0, expected at least 1", () -> Checks.batchSize(0));
    }

    @Test
    void backwardNeedsItsForward() {
        assertEquals(
                "backward uses what forward kept, and no forward came before it: call"
                        + " forward(inputs, count) first (predict keeps nothing)",
                assertThrows(IllegalStateException.class, () -> Checks.backward(0, 3))
                        .getMessage());
        refused(
                "backward of 3 samples after a forward of 4: both need the same count",
                () -> Checks.backward(4, 3));
    }

    @Test
    void indicesOfRows() {
        assertEquals(0, Checks.index(0, 3, "words"));
        assertEquals(2, Checks.index(2f, 3, "words"));
        refused(
                "words: found the index 3.0, expected a whole number from 0 to 2",
                () -> Checks.index(3, 3, "words"));
        refused(
                "words: found the index -1.0, expected a whole number from 0 to 2",
                () -> Checks.index(-1, 3, "words"));
        refused(
                "words: found the index 0.5, expected a whole number from 0 to 2",
                () -> Checks.index(0.5f, 3, "words"));
        refused(
                "words: found the index NaN, expected a whole number from 0 to 2",
                () -> Checks.index(Double.NaN, 3, "words"));
        refused(
                "words: found the index 4.294967296E9, expected a whole number from 0 to 2",
                () -> Checks.index(4294967296.0, 3, "words"));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
