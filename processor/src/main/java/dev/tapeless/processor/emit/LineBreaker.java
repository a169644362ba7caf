package dev.tapeless.processor.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks statements that are too long for a line, as a person would: outside all brackets before
 * inside them, and there after commas, before the weakest operator or the next call of a chain.
 * What has no other place breaks behind the sign of its assignment.
 */
final class LineBreaker {

    private static final String CALL = ".";
    private static final String COMMA = ",";
    private static final String ASSIGNMENT = "=";

    /**
     * Where a line may break: after a comma, before operators, the weakest first, then before a
     * call on what another call gives.
     */
    private static final List<String> BREAKS = List.of(COMMA, "?:", "+-", "*/", CALL);

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
            final List<String> sides = cut(text, 0, List.of(ASSIGNMENT));
            lines.add(indent + sides.get(0));
            sides.subList(1, sides.size()).forEach(side -> lines.add(below + side));
            return;
        }
        final List<String> pieces = cut(text, depth, BREAKS);
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

    /**
     * Cuts a text within as many brackets as the depth says, at all breaks of a kind: the first of
     * the kinds that occurs there.
     */
    private static List<String> cut(String text, int depth, List<String> kinds) {
        final List<Integer> places = new ArrayList<>();
        int found = kinds.size();
        int open = 0;
        boolean quoted = false;
        for (int k = 0; k < text.length(); k++) {
            final char c = text.charAt(k);
            if (c == '"' && (k == 0 || text.charAt(k - 1) != '\\')) {
                quoted = !quoted;
            }
            if (!quoted) {
                open += change(c);
                final int kind = open == depth ? kind(text, k, kinds) : kinds.size();
                if (kind < found) {
                    found = kind;
                    places.clear();
                }
                if (kind == found && kind < kinds.size()) {
                    places.add(k);
                }
            }
        }
        return cut(text, places);
    }

    private static List<String> cut(String text, List<Integer> places) {
        final List<String> pieces = new ArrayList<>();
        int from = 0;
        for (final int place : places) {
            pieces.add(text.substring(from, place));
            from = text.charAt(place) == ' ' ? place + 1 : place;
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    /** The first of some kinds of breaks that stands at a character; their number for none. */
    private static int kind(String text, int at, List<String> kinds) {
        final char c = text.charAt(at);
        int kind = c == ' ' || c == '.' ? 0 : kinds.size();
        while (kind < kinds.size() && !isBreak(text, at, kinds.get(kind))) {
            kind++;
        }
        return kind;
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
