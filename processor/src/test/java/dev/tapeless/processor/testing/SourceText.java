package dev.tapeless.processor.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file in which places are marked by {@code §}, each in front of the character that a
 * message must point at.
 *
 * @param path the file, for instance {@code test/Digits.java}
 * @param text its text, without the marks
 * @param marks the marked places, in order
 */
public record SourceText(String path, String text, List<Place> marks) {

    /** What most sources start with, on one line. */
    private static final String HEADER =
            "package test; import dev.tapeless.*; import dev.tapeless.runtime.Layer;\n";

    private static final Pattern TYPE =
            Pattern.compile("(?:class|@interface|interface|enum|record)\\s+§?(\\w+)");

    /**
     * A place in a file.
     *
     * @param line from 1
     * @param column from 1
     */
    public record Place(long line, long column) {}

    /**
     * A file in the package {@code test} that imports the annotations and the type of layers.
     *
     * @param marked the text after the imports; the first type in it names the file
     * @return the file
     */
    public static SourceText of(String marked) {
        final Matcher type = TYPE.matcher(marked);
        if (!type.find()) {
            throw new IllegalArgumentException("no type in: " + marked);
        }
        return at("test/" + type.group(1) + ".java", HEADER + marked);
    }

    /**
     * A whole file.
     *
     * @param path its path
     * @param marked its text
     * @return the file
     */
    public static SourceText at(String path, String marked) {
        final List<Place> marks = new ArrayList<>();
        final StringBuilder text = new StringBuilder();
        long line = 1;
        long column = 1;
        for (final char c : marked.toCharArray()) {
            if (c == '§') {
                marks.add(new Place(line, column));
                continue;
            }
            text.append(c);
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
        return new SourceText(path, text.toString(), List.copyOf(marks));
    }
}
