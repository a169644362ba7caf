package dev.tapeless.runtime.io;

import java.util.Collection;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How names and shapes that come from a file are shown in messages: escaped and of limited length.
 */
final class Wording {
    private static final int LONGEST_NAME = 80;
    private static final int MOST_DIMENSIONS = 12;
    private static final int MOST_NAMES = 20;

    private Wording() {}

    /**
     * A text from a file, in quotes.
     *
     * @param text any text
     * @return the text with control characters escaped, cut where it is very long
     */
    static String quoted(String text) {
        StringBuilder result = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST_NAME) {
                return result.append("…\" (")
                        .append(text.length())
                        .append(" characters)")
                        .toString();
            }
            char c = text.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                result.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.append('"').toString();
    }

    /**
     * A tensor's place in a message.
     *
     * @param name the tensor's name
     * @return {@code tensor "name"}
     */
    static String tensor(String name) {
        return "tensor " + quoted(name);
    }

    /**
     * A shape.
     *
     * @param shape the dimensions
     * @return for example {@code [5, 4]}, cut where there are very many dimensions
     */
    static String shape(long[] shape) {
        StringJoiner joiner = new StringJoiner(", ", "[", "]");
        for (int d = 0; d < shape.length; d++) {
            if (d == MOST_DIMENSIONS) {
                joiner.add("… (" + shape.length + " dimensions)");
                break;
            }
            joiner.add(Long.toString(shape[d]));
        }
        return joiner.toString();
    }

    /**
     * A list of names.
     *
     * @param names the names
     * @return the names in quotes with commas between them, "nothing" for none, cut where there are
     *     many
     */
    static String names(Collection<String> names) {
        if (names.isEmpty()) {
            return "nothing";
        }
        StringJoiner joiner = new StringJoiner(", ");
        int shown = 0;
        for (String name : names) {
            if (shown++ == MOST_NAMES) {
                joiner.add("and " + (names.size() - MOST_NAMES) + " more");
                break;
            }
            joiner.add(quoted(name));
        }
        return joiner.toString();
    }
}
