package dev.tapeless.samples.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.runtime.data.Dataset;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class AlphabetTest {

    @Test
    void characterAndClassBelongTogether() {
        Alphabet alphabet = new Alphabet("banana", 10);
        assertEquals(3, alphabet.size());
        assertArrayEquals(new int[] {2, 1, 3, 1, 3, 1}, alphabet.classesOf("banana"));
        assertEquals('n', alphabet.character(3));
        assertEquals(0, alphabet.classOf('x'));
        assertEquals(Alphabet.OTHER, alphabet.character(0));
        assertEquals(Alphabet.OTHER, alphabet.character(9));
    }

    @Test
    void theMostFrequentCharactersHaveClasses() {
        Alphabet alphabet = new Alphabet("cabbage", 3);
        assertArrayEquals(new int[] {0, 1, 2, 2, 1, 0, 0}, alphabet.classesOf("cabbage"));
    }

    @Test
    void windowsReadOneCharacterAfterTheOther() {
        int[] text = IntStream.range(0, 2 * Prose.LENGTH + 4).toArray();
        Dataset<float[]> windows = Windows.all(text);
        assertEquals(3, windows.size());
        assertEquals(0, windows.input(0)[0]);
        assertEquals(1, windows.target(0)[0]);
        assertEquals(Prose.LENGTH, windows.input(1)[0]);
        assertEquals(text.length - 1, windows.target(2)[Prose.LENGTH - 1]);
        Dataset<float[]> drawn = Windows.drawn(text, 5, 3);
        assertEquals(5, drawn.size());
        for (int k = 0; k < 5; k++) {
            assertEquals(drawn.input(k)[1], drawn.target(k)[0]);
        }
    }

    /** Equal frequencies tell as many bits as it takes to number the classes. */
    @Test
    void bitsByFrequencyAreThoseOfTheClasses() {
        int[] all = IntStream.range(0, 8).toArray();
        assertEquals(3, Windows.bitsByFrequency(all, all, 8), 1e-12);
    }
}
