package dev.tapeless.runtime.loss;

/** The checks of targets that several losses make, and the words in which they refuse one. */
final class TargetChecks {
    private TargetChecks() {}

    /**
     * Refuses too few target rows.
     *
     * @param targets the rows
     * @param count how many there must be
     * @throws IllegalArgumentException if there are fewer, or none at all
     */
    static void count(Object[] targets, int count) {
        if (targets == null || targets.length < count) {
            throw new IllegalArgumentException(
                    "found "
                            + (targets == null ? "no target rows" : targets.length + " target rows")
                            + ", expected at least "
                            + count
                            + ", one a sample");
        }
    }

    /**
     * Refuses a target that is missing.
     *
     * @param <R> its type
     * @param target the row
     * @param sample its position, for the message
     * @return the row
     * @throws IllegalArgumentException if it is null
     */
    static <R> R present(R target, int sample) {
        if (target == null) {
            throw new IllegalArgumentException("target of sample " + sample + " is null");
        }
        return target;
    }

    /**
     * Refuses a target with an element outside a range.
     *
     * @param target the row
     * @param low the smallest allowed element
     * @param high the largest allowed element
     * @param sample its position, for the message
     * @param expected what is expected, for the message
     * @throws IllegalArgumentException if there is one
     */
    static void range(double[] target, double low, double high, int sample, String expected) {
        for (double value : target) {
            if (!(value >= low && value <= high)) {
                throw wrong(sample, value, expected);
            }
        }
    }

    /**
     * The exception for a target of the wrong length.
     *
     * @param sample its position
     * @param length how many elements it has
     * @param expected what is expected
     * @return the exception
     */
    static IllegalArgumentException wrongLength(int sample, int length, String expected) {
        return wrong(sample, length + " elements", expected);
    }

    /**
     * The exception for a target that does not fit.
     *
     * @param sample its position
     * @param found what there is
     * @param expected what is expected
     * @return the exception
     */
    static IllegalArgumentException wrong(int sample, Object found, String expected) {
        return new IllegalArgumentException(
                "target of sample " + sample + ": found " + found + ", expected " + expected);
    }
}
