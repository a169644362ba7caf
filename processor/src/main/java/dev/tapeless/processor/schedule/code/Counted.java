package dev.tapeless.processor.schedule.code;

/** Numbers of things in the documentation of generated code. */
public final class Counted {

    private Counted() {}

    /** {@code 1 position}, or {@code 8 positions}. */
    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code the result}, or {@code the 8 results}. */
    public static String all(long count, String noun) {
        return count == 1 ? "the " + noun : "the " + of(count, noun);
    }

    /** {@code the result}, or {@code each of 8 results}. */
    public static String each(long count, String noun) {
        return count == 1 ? "the " + noun : "each of " + of(count, noun);
    }
}
