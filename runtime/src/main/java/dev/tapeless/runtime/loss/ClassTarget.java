package dev.tapeless.runtime.loss;

/**
 * The two forms of a classification target: a row of one element is a class index, a row of one
 * element a class holds shares (one-hot or probabilities).
 */
final class ClassTarget {
    private ClassTarget() {}

    /**
     * Refuses a row that is neither.
     *
     * @param target the row
     * @param classes the number of classes
     * @param sample the sample's position, for the message
     * @throws IllegalArgumentException if the length is wrong, or the class index is not a whole
     *     number in range
     */
    static void check(double[] target, int classes, int sample) {
        if (target.length == 1) {
            double index = target[0];
            if (index != Math.rint(index) || index < 0 || index >= classes) {
                throw TargetChecks.wrong(
                        sample,
                        "class index " + index,
                        "a whole number from 0 to "
                                + (classes - 1)
                                + " for a model of "
                                + classes
                                + " outputs");
            }
        } else if (target.length != classes) {
            throw TargetChecks.wrongLength(
                    sample,
                    target.length,
                    "1 (a class index) or "
                            + classes
                            + " (one-hot or probabilities, one for each output of the model)");
        }
    }

    /**
     * The share of one class.
     *
     * @param target a row that passed the check
     * @param c the class
     * @return for a class index 1 or 0, otherwise the row's element
     */
    static double share(double[] target, int c) {
        if (target.length == 1) {
            return (int) target[0] == c ? 1 : 0;
        }
        return target[c];
    }
}
