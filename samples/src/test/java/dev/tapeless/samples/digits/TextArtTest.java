package dev.tapeless.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class TextArtTest {

    @Test
    void showsImagesBesideEachOtherAboveTheirCaptions() {
        float[] bar = new float[DigitSource.SIDE * DigitSource.SIDE];
        for (int y = 0; y < DigitSource.SIDE; y++) {
            bar[y * DigitSource.SIDE + 2] = 1; // the first column that is shown
            bar[y * DigitSource.SIDE + 3] = 0.55f;
        }
        float[] empty = new float[bar.length];
        String line = "@+" + " ".repeat(TextArt.WIDTH) + "@+\n";
        String expected = line.repeat(12) + "one" + " ".repeat(TextArt.WIDTH - 1) + "two\n";
        assertEquals(expected, TextArt.row(List.of(bar, bar), List.of("one", "two")));
        assertEquals(
                "\n".repeat(12) + "nothing\n", TextArt.row(List.of(empty), List.of("nothing")));
    }
}
