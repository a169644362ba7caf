package dev.tapeless.processor.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. */
public final class Suggestions {

    private Suggestions() {}

    /**
     * The name nearest to one that is not known. Upper and lower case count as equal; at most one
     * letter in three may differ, and always one.
     *
     * @param unknown what was written
     * @param known what could have been written
     * @return the nearest, the first of several; empty when nothing is near
     */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        int best = Math.max(1, unknown.length() / 3) + 1;
        String nearest = null;
        for (final String candidate : known) {
            final int distance = distance(fold(unknown), fold(candidate));
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Levenshtein's distance with Damerau's addition: how many letters to insert, delete, replace,
     * or swap with their neighbour.
     *
     * @param from a word
     * @param to another word
     * @return 0 for equal words
     */
    static int distance(String from, String to) {
        final int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, from, i, to, j);
            }
        }
        return distance[from.length()][to.length()];
    }

    private static int step(int[][] distance, String from, int i, String to, int j) {
        final boolean isEqual = from.charAt(i - 1) == to.charAt(j - 1);
        int best = distance[i - 1][j - 1] + (isEqual ? 0 : 1);
        best = Math.min(best, distance[i - 1][j] + 1);
        best = Math.min(best, distance[i][j - 1] + 1);
        final boolean isSwapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
    }
}
