package dev.tapeless.samples.tabular;

import java.util.Optional;

/**
 * A quotation mark that is not where it may be. The parser of CSV files says in which record one
 * is; this says in which line and column.
 *
 * @param line its line, from 1
 * @param column its column, in words
 * @param what what is wrong
 */
record QuoteMistake(long line, String column, String what) {

    /** The first one of a text, if there is any. */
    static Optional<QuoteMistake> find(String text, char separator) {
        long line = 1;
        int column = 1;
        boolean atStart = true; // of a cell
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && atStart) {
                int end = closing(text, i + 1);
                if (end < 0) {
                    return found(line, column, "a quotation mark that is never closed");
                }
                line += lines(text, i, end);
                if (end + 1 < text.length() && !endsCell(text.charAt(end + 1), separator)) {
                    return found(
                            line,
                            column,
                            "'"
                                    + text.charAt(end + 1)
                                    + "' after a closing quotation mark, expected '"
                                    + separator
                                    + "' or the line's end (a quotation mark within quotation marks"
                                    + " is written twice)");
                }
                i = end;
                atStart = false;
            } else if (c == separator) {
                column++;
                atStart = true;
            } else if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                line++;
                column = 1;
                atStart = true;
            } else {
                atStart = false;
            }
        }
        return Optional.empty();
    }

    private static Optional<QuoteMistake> found(long line, int column, String what) {
        return Optional.of(new QuoteMistake(line, "column " + column, "found " + what));
    }

    /** Where the quotation mark is that closes a cell; -1 if nowhere. */
    private static int closing(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                if (!text.startsWith("\"", i + 1)) {
                    return i;
                }
                i++; // two stand for one within the cell
            }
        }
        return -1;
    }

    private static long lines(String text, int from, int to) {
        return text.substring(from, to).lines().count() - 1;
    }

    private static boolean endsCell(char c, char separator) {
        return c == separator || c == '\n' || c == '\r';
    }
}
