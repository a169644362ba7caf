package dev.tapeless.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class TextLines {

    private TextLines() {}

    /** Lines of at most so many characters, broken at blanks; continuations are indented. */
    static List<String> wrap(String text, int width) {
        final List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (final String word : text.split(" ", -1)) {
            if (line.length() + word.length() >= width && !line.toString().isBlank()) {
                lines.add(line.toString());
                line = new StringBuilder("   ");
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
