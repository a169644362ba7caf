package dev.tapeless.runtime.train;

import java.util.OptionalDouble;

/**
 * Which class an output stands for and which one a target means: with several outputs the largest
 * of them, with one output "no" or "yes", 0 or 1.
 */
final class ClassDecision {
    /** The class of an output that is not a number. */
    static final int NONE = -1;

    private final String what;
    private final OptionalDouble threshold;

    /**
     * A decision.
     *
     * @param what what needs it, for messages
     * @param threshold for one output, above which value it says "yes"; empty for several outputs
     */
    ClassDecision(String what, OptionalDouble threshold) {
        this.what = what;
        this.threshold = threshold;
    }

    /**
     * The number of classes.
     *
     * @param outputSize outputs of the model
     * @return 2 for one output
     * @throws IllegalArgumentException if the outputs are not those of the decision
     */
    int classes(int outputSize) {
        if (threshold.isPresent() && outputSize != 1) {
            throw new IllegalArgumentException(
                    "binary "
                            + what
                            + " needs a model of one output, and this one has "
                            + outputSize
                            + "; use "
                            + what
                            + "()");
        }
        if (threshold.isEmpty() && outputSize < 2) {
            throw new IllegalArgumentException(
                    what
                            + " compares the outputs of several classes, and the model has one"
                            + " output; use binary"
                            + Character.toUpperCase(what.charAt(0))
                            + what.substring(1)
                            + "(threshold)");
        }
        return Math.max(2, outputSize);
    }

    /**
     * The class that an output stands for.
     *
     * @param output the output row
     * @return from 0, or {@link #NONE}; of equal ones the first
     */
    int predicted(double[] output) {
        if (threshold.isEmpty()) {
            return largest(output);
        }
        return Double.isNaN(output[0]) ? NONE : output[0] > threshold.getAsDouble() ? 1 : 0;
    }

    /**
     * The class that a target means.
     *
     * @param target a class index, one share for each class, or for one output a probability
     * @return from 0
     */
    int actual(double[] target) {
        if (threshold.isPresent()) {
            return target[0] > 0.5 ? 1 : 0;
        }
        return target.length == 1 ? (int) target[0] : largest(target);
    }

    private static int largest(double[] row) {
        int best = 0;
        for (int j = 0; j < row.length; j++) {
            if (Double.isNaN(row[j])) {
                return NONE;
            }
            if (row[j] > row[best]) {
                best = j;
            }
        }
        return best;
    }
}
