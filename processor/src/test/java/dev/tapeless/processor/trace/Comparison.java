package dev.tapeless.processor.trace;

import java.util.ArrayList;
import java.util.List;

/** Compares our numbers with a trace's, and counts them. */
final class Comparison {

    private final boolean isDouble;
    private final List<String> mistakes = new ArrayList<>();
    private int numbers;
    private double largest;

    /**
     * Nothing compared so far.
     *
     * @param isDouble in which precision
     */
    Comparison(boolean isDouble) {
        this.isDouble = isDouble;
    }

    /**
     * Compares tensors.
     *
     * @param step the step, from 1, which decides the tolerance
     * @param what what they are
     * @param expected the trace's elements
     * @param found ours
     */
    void compare(int step, String what, double[] expected, double[] found) {
        if (expected.length != found.length) {
            mistakes.add(
                    "step %d: %s has %d elements, expected %d"
                            .formatted(step, what, found.length, expected.length));
            return;
        }
        for (int k = 0; k < expected.length; k++) {
            compare(step, what + "[" + k + "]", expected[k], found[k]);
        }
    }

    /**
     * Compares numbers.
     *
     * @param step the step, from 1, which decides the tolerance
     * @param what what they are
     * @param expected the trace's
     * @param found ours
     */
    void compare(int step, String what, double expected, double found) {
        numbers++;
        final double size = Math.max(1, Math.abs(expected));
        final double error = Math.abs(found - expected) / size;
        final double share = error / tolerance(step);
        // Not-a-number and infinities have to be the same.
        if (Double.compare(found, expected) != 0 && !(share <= 1)) {
            mistakes.add("step %d: %s is %s, expected %s".formatted(step, what, found, expected));
        } else if (share > largest) {
            largest = share;
        }
    }

    /** The limits that the traces were recorded with. */
    private double tolerance(int step) {
        if (isDouble) {
            return step <= 2 ? 1e-11 : 1e-9;
        }
        return step <= 2 ? 5e-6 : 1e-4;
    }

    List<String> mistakes() {
        return mistakes;
    }

    int numbers() {
        return numbers;
    }

    /** The largest error as a share of what is tolerated. */
    double largest() {
        return largest;
    }
}
