package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class TextLinesTest {

    @Test
    void whatFitsExactlyIsOneLine() {
        assertEquals(List.of("aaaa bbbb"), TextLines.wrap("aaaa bbbb", 9));
    }

    @Test
    void oneCharacterMoreBreaksAtTheBlankAndIndents() {
        assertEquals(List.of("aaaa", "    bbbb"), TextLines.wrap("aaaa bbbb", 8));
    }

    @Test
    void aWordThatIsTooLongStandsAlone() {
        assertEquals(List.of("a", "    bbbbbbbbbb", "    c"), TextLines.wrap("a bbbbbbbbbb c", 6));
        assertEquals(List.of("bbbbbbbbbb"), TextLines.wrap("bbbbbbbbbb", 6));
    }

    @Test
    void nothingIsOneEmptyLine() {
        assertEquals(List.of(""), TextLines.wrap("", 10));
    }

    @Test
    void severalBlanksAreKeptWithinALine() {
        assertEquals(List.of("a   b"), TextLines.wrap("a   b", 10));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 17, 40, 78})
    void noLineIsTooLongAndNoWordIsLost(int width) {
        final String text = "z = input * hidden.weight + hidden.bias ".repeat(6).strip();
        final List<String> lines = TextLines.wrap(text, width);
        assertEquals(text, String.join(" ", lines.stream().map(String::strip).toList()));
        for (final String line : lines) {
            final boolean oneWord = !line.strip().contains(" ");
            assertTrue(line.length() <= width || oneWord, line);
        }
    }
}
