package dev.tapeless.processor.schedule.scope;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names within one method: readable ones made from labels, each given once. Fields are Java
 * identifiers already, so a name made from one is too.
 */
public final class LocalNames {

    /** Counters of loops and the number of samples, which no value may take. */
    private static final List<String> RESERVED = List.of("n", "s", "i", "j", "seed", "step", "key");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_$]+");

    private final Set<String> taken = new LinkedHashSet<>(RESERVED);

    /** Names that some block used for itself: no parameter may take them later. */
    private final Set<String> released = new LinkedHashSet<>();

    /** A name that nobody has: the preferred one where it is free. */
    public String claim(String preferred) {
        String name = preferred;
        for (int attempt = 2; !taken.add(name); attempt++) {
            name = preferred + "_" + attempt;
        }
        return name;
    }

    /** A name for what is no number: the preferred one, or where a value has it, with its kind. */
    public String claim(String preferred, String kind) {
        return claim(taken.contains(preferred) ? preferred + kind : preferred);
    }

    /** A name for a parameter: not even used in a block that is closed already. */
    String claimParameter(String preferred) {
        String name = claim(preferred);
        while (released.contains(name)) {
            name = claim(preferred);
        }
        return name;
    }

    /** Gives up the names of a block that ends: another block may use them. */
    void release(List<String> names) {
        taken.removeAll(names);
        released.addAll(names);
    }

    /**
     * The name of one element of a value of some elements. The only element of a value needs no
     * number, unless the array in which it lies has the name.
     */
    public String claimElement(String label, int element, long elements) {
        final String stem = identifier(label);
        final boolean endsInDigit = Character.isDigit(stem.charAt(stem.length() - 1));
        final String numbered = stem + (endsInDigit ? "_" : "") + element;
        return claim(elements == 1 && !taken.contains(stem) ? stem : numbered);
    }

    /**
     * The identifier for a label: {@code hidden.weight} becomes {@code hiddenWeight}, {@code
     * dL/dhidden} becomes {@code dHidden}, {@code a.out_proj.bias} becomes {@code aOutProjBias}. A
     * field keeps its underscores.
     */
    public static String identifier(String label) {
        if (label.startsWith("dL/d")) {
            return "d" + capitalized(identifier(label.substring("dL/d".length())));
        }
        final StringBuilder name = new StringBuilder();
        for (final String part : BETWEEN_WORDS.split(label, 0)) {
            if (name.isEmpty()) {
                name.append(part);
            } else {
                for (final String word : part.split("_", -1)) {
                    name.append(capitalized(word));
                }
            }
        }
        return name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0))
                ? "value" + name
                : name.toString();
    }

    /** What a message calls a value: its label, or the word for one that has none. */
    public static String readable(String label) {
        return label.isEmpty() ? "value" : label;
    }

    public static String capitalized(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    public static String uncapitalized(String word) {
        return word.isEmpty()
                ? word
                : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }
}
