package dev.tapeless.runtime.train;

import java.util.function.BiPredicate;

/** The built-in metrics. */
public final class Metrics {
    private Metrics() {}

    /**
     * The share of samples whose largest output is that of the target's class. A target is a class
     * index or one share for each class, of which the largest counts; of equal ones the first
     * counts. A sample with an output that is not a number is wrong.
     *
     * @return the metric {@code "accuracy"}, from 0 to 1
     */
    public static Metric accuracy() {
        return new Share("accuracy", Metrics::sameClass);
    }

    /**
     * For one output that stands for the probability or score of "yes": the share of samples where
     * it is above the threshold exactly if the target is above one half.
     *
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return the metric {@code "accuracy"}, from 0 to 1
     */
    public static Metric binaryAccuracy(double threshold) {
        return new Share("accuracy", (output, target) -> sameSide(output, target, threshold));
    }

    private static boolean sameClass(double[] output, double[] target) {
        if (output.length < 2) {
            throw new IllegalArgumentException(
                    "accuracy compares the outputs of several classes, and the model has one"
                            + " output; use binaryAccuracy(threshold)");
        }
        int expected = target.length == 1 ? (int) target[0] : largest(target);
        return largest(output) == expected;
    }

    private static boolean sameSide(double[] output, double[] target, double threshold) {
        if (output.length != 1) {
            throw new IllegalArgumentException(
                    "binary accuracy needs a model of one output, and this one has "
                            + output.length
                            + "; use accuracy()");
        }
        return !Double.isNaN(output[0]) && output[0] > threshold == target[0] > 0.5;
    }

    private static int largest(double[] row) {
        int best = 0;
        for (int j = 0; j < row.length; j++) {
            if (Double.isNaN(row[j])) {
                return -1;
            }
            if (row[j] > row[best]) {
                best = j;
            }
        }
        return best;
    }

    private record Share(String name, BiPredicate<double[], double[]> correct) implements Metric {
        @Override
        public Score newScore() {
            return new Score() {
                private long right;
                private long all;

                @Override
                public void add(double[] output, double[] target) {
                    all++;
                    if (correct.test(output, target)) {
                        right++;
                    }
                }

                @Override
                public double value() {
                    return (double) right / all;
                }
            };
        }
    }
}
