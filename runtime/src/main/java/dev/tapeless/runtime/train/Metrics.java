package dev.tapeless.runtime.train;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The built-in metrics.
 *
 * <p>Those of classes take the class of the largest output, and targets that are a class index or
 * one share for each class, of which the largest counts; of equal ones the first counts. An output
 * row with an element that is not a number is wrong. The binary ones are for one output that stands
 * for the probability or score of "yes".
 */
public final class Metrics {
    private Metrics() {}

    /**
     * The share of samples whose largest output is that of the target's class.
     *
     * @return the metric {@code "accuracy"}, from 0 to 1
     */
    public static Metric accuracy() {
        return classes("accuracy", OptionalDouble.empty(), ConfusionMatrix::accuracy);
    }

    /**
     * The share of samples whose output is above the threshold exactly if the target is above one
     * half.
     *
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return the metric {@code "accuracy"}, from 0 to 1
     */
    public static Metric binaryAccuracy(double threshold) {
        return classes("accuracy", OptionalDouble.of(threshold), ConfusionMatrix::accuracy);
    }

    /**
     * The precision of all classes, see {@link ConfusionMatrix#precision(int)}.
     *
     * @param average how the classes become one number
     * @return the metric {@code "precision"}, from 0 to 1
     */
    public static Metric precision(ConfusionMatrix.Average average) {
        return classes("precision", OptionalDouble.empty(), matrix -> matrix.precision(average));
    }

    /**
     * The recall of all classes, see {@link ConfusionMatrix#recall(int)}.
     *
     * @param average how the classes become one number
     * @return the metric {@code "recall"}, from 0 to 1
     */
    public static Metric recall(ConfusionMatrix.Average average) {
        return classes("recall", OptionalDouble.empty(), matrix -> matrix.recall(average));
    }

    /**
     * The F1 score of all classes, see {@link ConfusionMatrix#f1(int)}.
     *
     * @param average how the classes become one number
     * @return the metric {@code "f1"}, from 0 to 1
     */
    public static Metric f1(ConfusionMatrix.Average average) {
        return classes("f1", OptionalDouble.empty(), matrix -> matrix.f1(average));
    }

    /**
     * Of the samples with an output above the threshold, the share whose target is "yes".
     *
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return the metric {@code "precision"}, from 0 to 1
     */
    public static Metric binaryPrecision(double threshold) {
        return classes("precision", OptionalDouble.of(threshold), matrix -> matrix.precision(1));
    }

    /**
     * Of the samples whose target is "yes", the share with an output above the threshold.
     *
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return the metric {@code "recall"}, from 0 to 1
     */
    public static Metric binaryRecall(double threshold) {
        return classes("recall", OptionalDouble.of(threshold), matrix -> matrix.recall(1));
    }

    /**
     * The harmonic mean of {@link #binaryPrecision} and {@link #binaryRecall}.
     *
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return the metric {@code "f1"}, from 0 to 1
     */
    public static Metric binaryF1(double threshold) {
        return classes("f1", OptionalDouble.of(threshold), matrix -> matrix.f1(1));
    }

    /**
     * The mean of the absolute errors of all elements.
     *
     * @return the metric {@code "mae"}, at least 0
     */
    public static Metric meanAbsoluteError() {
        return regression("mae", RegressionScore::meanAbsolute);
    }

    /**
     * The root of the mean of the squared errors of all elements.
     *
     * @return the metric {@code "rmse"}, at least 0
     */
    public static Metric rootMeanSquaredError() {
        return regression("rmse", score -> Math.sqrt(score.meanSquare()));
    }

    /**
     * The coefficient of determination: 1 less the squared errors divided by the squared deviations
     * of the targets from their mean, averaged over the outputs, as scikit-learn's {@code
     * r2_score}. An output whose targets are all equal counts 1 if it is exact, otherwise 0.
     *
     * @return the metric {@code "r2"}, at most 1; 0 for a model that always gives the mean
     */
    public static Metric r2() {
        return regression("r2", RegressionScore::explained);
    }

    /**
     * A metric of the positions of sequences, for instance the share of positions whose largest
     * output is that of the target's class: {@code perPosition(accuracy(), 64)}.
     *
     * @param metric the metric of positions
     * @param positions how many there are
     * @return a metric of the same name
     * @throws IllegalArgumentException if there is no position
     */
    public static PerPositionMetric perPosition(Metric metric, int positions) {
        return new PerPositionMetric(metric, positions, Double.NaN);
    }

    private static Metric classes(
            String name, OptionalDouble threshold, ToDoubleFunction<ConfusionMatrix> value) {
        ClassDecision decision = new ClassDecision(name, threshold);
        return new Named(name, () -> new ClassScore(decision, value));
    }

    private static Metric regression(String name, ToDoubleFunction<RegressionScore> value) {
        return new Named(
                name,
                () ->
                        new RegressionScore() {
                            @Override
                            public double value() {
                                return value.applyAsDouble(this);
                            }
                        });
    }

    private record Named(String name, Supplier<Score> scores) implements Metric {
        @Override
        public Score newScore() {
            return scores.get();
        }
    }

    private static final class ClassScore implements Metric.Score {
        private final ClassDecision decision;
        private final ToDoubleFunction<ConfusionMatrix> value;
        private ConfusionMatrix matrix;

        ClassScore(ClassDecision decision, ToDoubleFunction<ConfusionMatrix> value) {
            this.decision = decision;
            this.value = value;
        }

        @Override
        public void add(double[] output, double[] target) {
            int classes = decision.classes(output.length);
            if (matrix == null) {
                matrix = new ConfusionMatrix(classes);
            }
            matrix.add(decision.actual(target), decision.predicted(output));
        }

        @Override
        public double value() {
            return matrix == null ? Double.NaN : value.applyAsDouble(matrix);
        }
    }
}
