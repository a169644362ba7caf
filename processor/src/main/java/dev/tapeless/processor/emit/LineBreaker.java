package dev.tapeless.processor.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks statements that are too long for a line, as a person would: outside all brackets before
 * inside them, and before the weakest operator that stands there or the next call of a chain. What
 * has no other place breaks behind the sign of its assignment.
 */
final class LineBreaker {

    private static final String CALL = ".";
    private static final String COMMA = ",";
    private static final String ASSIGNMENT = "=";

    /**
     * Where a line may break: before operators, the weakest first, before a call on what another
     * call gives, then after a comma.
     */
    private static final List<String> BREAKS = List.of("?:", "+-", "*/", CALL, COMMA);

    private static final String CONTINUATION = " ".repeat(8);

    private final int width;

    LineBreaker(int width) {
        this.width = width;
    }

    /** The lines of a statement, each at most as wide as asked for where a break is possible. */
    List<String> lines(String statement) {
        final int start = statement.length() - statement.stripLeading().length();
        final String indent = statement.substring(0, start);
        final List<String> lines = new ArrayList<>();
        add(indent, indent + CONTINUATION, statement.substring(start), 0, lines);
        return lines;
    }

    /** Adds a text that starts behind one indent and goes on below behind another. */
    private void add(String indent, String below, String text, int depth, List<String> lines) {
        if (indent.length() + text.length() <= width) {
            lines.add(indent + text);
            return;
        }
        if (depth > deepest(text)) {
            final List<String> sides = cut(text, 0, ASSIGNMENT);
            lines.add(indent + sides.get(0));
            sides.subList(1, sides.size()).forEach(side -> lines.add(below + side));
            return;
        }
        final List<String> pieces = pieces(text, depth);
        if (pieces.size() == 1) {
            add(indent, below, text, depth + 1, lines);
            return;
        }
        String before = indent;
        int start = depth;
        StringBuilder line = new StringBuilder(pieces.get(0));
        for (final String piece : pieces.subList(1, pieces.size())) {
            final String joined = (piece.startsWith(CALL) ? "" : " ") + piece;
            if (before.length() + line.length() + joined.length() <= width) {
                line.append(joined);
                continue;
            }
            add(before, below, line.toString(), start, lines);
            line = new StringBuilder(piece);
            before = below;
            // Later pieces stand within the brackets that the first opens: theirs count from there.
            start = 0;
        }
        add(before, below, line.toString(), start, lines);
    }

    private static List<String> pieces(String text, int depth) {
        List<String> pieces = List.of(text);
        for (int k = 0; k < BREAKS.size() && pieces.size() == 1; k++) {
            pieces = cut(text, depth, BREAKS.get(k));
        }
        return pieces;
    }

    private static List<String> cut(String text, int depth, String signs) {
        final List<String> pieces = new ArrayList<>();
        int from = 0;
        int open = 0;
        boolean quoted = false;
        for (int k = 0; k < text.length(); k++) {
            final char c = text.charAt(k);
            if (c == '"' && (k == 0 || text.charAt(k - 1) != '\\')) {
                quoted = !quoted;
            }
            if (!quoted) {
                open += change(c);
                if (open == depth && isBreak(text, k, signs)) {
                    pieces.add(text.substring(from, k));
                    from = c == ' ' ? k + 1 : k;
                }
            }
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** Whether a line may end before a character: a blank, which is then left out, or a dot. */
    private static boolean isBreak(String text, int at, String signs) {
        final char c = text.charAt(at);
        if (signs.equals(CALL)) {
            return c == '.' && at > 0 && text.charAt(at - 1) == ')';
        } else if (c != ' ') {
            return false;
        } else if (signs.equals(COMMA)) {
            return at > 0 && text.charAt(at - 1) == ',';
        } else if (signs.equals(ASSIGNMENT)) {
            return at > 1 && text.startsWith(" =", at - 2);
        }
        return at + 2 < text.length()
                && signs.indexOf(text.charAt(at + 1)) >= 0
                && text.charAt(at + 2) == ' ';
    }

    private static int deepest(String text) {
        int deepest = 0;
        int open = 0;
        for (int k = 0; k < text.length(); k++) {
            open += change(text.charAt(k));
            deepest = Math.max(deepest, open);
        }
        return deepest;
    }

    private static int change(char c) {
        return switch (c) {
            case '(', '[', '{' -> 1;
            case ')', ']', '}' -> -1;
            default -> 0;
        };
    }
}
