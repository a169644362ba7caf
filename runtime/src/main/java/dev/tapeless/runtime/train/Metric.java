package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RowPart;

import java.util.List;

/**
 * A number that tells how good outputs are, besides the loss; {@link Metrics} has the built-in
 * ones.
 *
 * <p>One's own, for example the largest error of a regression:
 *
 * <pre>{@code
 * final class LargestError implements Metric {
 *     public String name() { return "largest error"; }
 *
 *     public Score newScore() {
 *         return new Score() {
 *             private double largest;
 *
 *             public void add(double[] output, double[] target) {
 *                 largest = Math.max(largest, Math.abs(output[0] - target[0]));
 *             }
 *
 *             public double value() { return largest; }
 *         };
 *     }
 * }
 * }</pre>
 */
public interface Metric {

    /**
     * What the number is called in results.
     *
     * @return a short name, for example {@code "accuracy"}
     */
    String name();

    /**
     * Begins to measure: once an epoch and once an evaluation.
     *
     * @return a score without samples
     */
    Score newScore();

    /**
     * Begins to measure rows of several parts: where the outputs of a model have names. Unless
     * overridden the whole rows are measured, as {@link #newScore()} does.
     *
     * @param outputs the parts of an output row
     * @param targets the parts of a target row
     * @return a score without samples
     * @throws IllegalArgumentException if the metric does not fit them
     */
    default Score newScore(List<RowPart> outputs, List<RowPart> targets) {
        return newScore();
    }

    /**
     * The same metric of one output of a model with several.
     *
     * @param output the output's name
     * @return a metric called {@code "digit.accuracy"}, for the accuracy of the output "digit"
     */
    default Metric of(String output) {
        return new OutputMetric(this, output);
    }

    /** One measurement in progress. */
    interface Score {

        /**
         * Takes one more sample into account.
         *
         * @param output the model's output; valid during the call only
         * @param target the sample's target; valid during the call only
         */
        void add(double[] output, double[] target);

        /**
         * The metric of the samples so far.
         *
         * @return its value
         */
        double value();
    }
}
