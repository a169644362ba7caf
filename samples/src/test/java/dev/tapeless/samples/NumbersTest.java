package dev.tapeless.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void writesNumbersAsAPersonWould() {
        assertEquals("6", Numbers.text(6));
        assertEquals("100", Numbers.text(100));
        assertEquals("5.985", Numbers.text(5.98500013f));
        assertEquals("-0.07", Numbers.text(-0.07f));
        assertEquals("0", Numbers.text(-0.00001));
        assertEquals("0.0001", Numbers.text(0.00013));
    }

    @Test
    void writesVectorsAndMatrices() {
        assertEquals("(1, -2, 0.5)", Numbers.vector(1, -2, 0.5));
        assertEquals("(0.1)", Numbers.vector(new float[] {0.1f}));
        assertEquals("    1  -20\n    3    4\n", Numbers.matrix(new float[][] {{1, -20}, {3, 4}}));
    }
}
