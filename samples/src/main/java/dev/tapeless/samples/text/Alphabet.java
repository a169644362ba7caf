package dev.tapeless.samples.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The characters of a text as classes. Class 0 stands for all that are not among the most frequent
 * ones.
 */
final class Alphabet {
    /** How class 0 is shown. */
    static final char OTHER = '\uFFFD';

    private final List<Character> characters = new ArrayList<>(List.of(OTHER));
    private final Map<Character, Integer> classes = new TreeMap<>();

    /**
     * The alphabet of a text.
     *
     * @param text any text
     * @param most how many classes there may be, class 0 counted
     */
    Alphabet(String text, int most) {
        Map<Character, Long> counts = new TreeMap<>();
        text.chars().forEach(c -> counts.merge((char) c, 1L, Long::sum));
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<Character, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(most - 1L)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(
                        character -> {
                            classes.put(character, characters.size());
                            characters.add(character);
                        });
    }

    /** How many characters have a class of their own. */
    int size() {
        return characters.size() - 1;
    }

    /** The class of a character. */
    int classOf(char character) {
        return classes.getOrDefault(character, 0);
    }

    /** The classes of a text. */
    int[] classesOf(String text) {
        return text.chars().map(c -> classOf((char) c)).toArray();
    }

    /** The character of a class; {@link #OTHER} for one that no character has. */
    char character(int number) {
        return number < characters.size() ? characters.get(number) : OTHER;
    }
}
