package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class RowPartTest {

    private static final RowPart IMAGE = RowPart.of("image", 0, 2, 2);
    private static final RowPart WORDS = RowPart.ofIntegers("words", 4, 3);

    @Test
    void partsAreWrittenAndRead() {
        float[] row = new float[7];
        IMAGE.put(new float[] {1, 2, 3, 4}, row);
        WORDS.put(new int[] {5, 6, 16_777_216}, row);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 16_777_216}, row);
        assertArrayEquals(new float[] {1, 2, 3, 4}, IMAGE.of(row));
        double[] doubles = new double[7];
        IMAGE.put(new double[] {1, 2, 3, 4}, doubles);
        WORDS.put(new int[] {5, 6, Integer.MAX_VALUE}, doubles);
        assertArrayEquals(new double[] {5, 6, Integer.MAX_VALUE}, WORDS.of(doubles));
        assertEquals(4, IMAGE.size());
        assertEquals(List.of(2, 2), IMAGE.shape());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        float[] row = new float[7];
        assertEquals(
                "image has 3 elements, expected 4 elements",
                assertThrows(IllegalArgumentException.class, () -> IMAGE.put(new float[3], row))
                        .getMessage());
        assertEquals(
                "words[1] is -16777217, expected at most 16777216, up to which every whole number"
                        + " is a float",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WORDS.put(new int[] {0, -16_777_217, 0}, row))
                        .getMessage());
        assertEquals(
                "found the name \"wrods\", expected one of \"image\", \"words\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RowPart.named(List.of(IMAGE, WORDS), "wrods"))
                        .getMessage());
        assertEquals(WORDS, RowPart.named(List.of(IMAGE, WORDS), "words"));
    }
}
