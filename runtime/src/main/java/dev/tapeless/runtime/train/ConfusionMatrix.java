package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.support.RowType;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/**
 * How often samples of each class were taken for each class, and the scores that follow from it.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = ConfusionMatrix.of(net, test);
 * System.out.println(matrix);
 * double recall = matrix.recall(3);
 * }</pre>
 *
 * <p>Precision, recall and F1 are scikit-learn's: where nothing was predicted as a class, or
 * nothing is of it, the quotient of two zeros is 0.
 */
public final class ConfusionMatrix {
    /** Rows of a model's outputs that are computed at once. */
    private static final int BATCH = 256;

    private final int classes;

    // One row a class; one more column for outputs that are no number.
    private final long[][] counts;

    /** How scores of classes become one number; the names are scikit-learn's. */
    public enum Average {
        /** The mean over the classes that occur, in samples or in predictions. */
        MACRO,

        /** The mean over the classes, weighted by their samples. */
        WEIGHTED,

        /** The score of all decisions together; with one class a sample, the accuracy. */
        MICRO
    }

    /**
     * A matrix of no sample.
     *
     * @param classes the number of classes, at least 2
     * @throws IllegalArgumentException if there are fewer
     */
    public ConfusionMatrix(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "found " + classes + " classes, expected at least 2");
        }
        this.classes = classes;
        this.counts = new long[classes][classes + 1];
    }

    /**
     * The matrix of a model that has an output for each class.
     *
     * @param <R> the row type
     * @param model the model
     * @param data samples with class indices or one share for each class
     * @return what the model makes of them
     * @throws IllegalArgumentException if the model has one output, or the data does not fit it
     */
    public static <R> ConfusionMatrix of(Model<R> model, Dataset<R> data) {
        return of(model, data, new ClassDecision("accuracy", OptionalDouble.empty()));
    }

    /**
     * The matrix of a model with one output, which says "yes" (class 1) above a threshold.
     *
     * @param <R> the row type
     * @param model the model
     * @param data samples with targets 0 and 1
     * @param threshold 0.5 for probabilities, 0 for logits
     * @return what the model makes of them
     * @throws IllegalArgumentException if the model has several outputs, or the data does not fit
     *     it
     */
    public static <R> ConfusionMatrix of(Model<R> model, Dataset<R> data, double threshold) {
        return of(model, data, new ClassDecision("accuracy", OptionalDouble.of(threshold)));
    }

    private static <R> ConfusionMatrix of(Model<R> model, Dataset<R> data, ClassDecision decision) {
        ConfusionMatrix matrix = new ConfusionMatrix(decision.classes(model.outputSize()));
        RowType<R> rowType = data.rowType();
        R[] inputs = rowType.newReferences(Math.min(BATCH, data.size()));
        R[] outputs = rowType.newRows(inputs.length, model.outputSize());
        double[] output = new double[model.outputSize()];
        double[] target = new double[data.targetSize()];
        for (int start = 0; start < data.size(); start += inputs.length) {
            int count = Math.min(inputs.length, data.size() - start);
            for (int i = 0; i < count; i++) {
                inputs[i] = data.input(start + i);
            }
            model.predict(inputs, outputs, count);
            for (int i = 0; i < count; i++) {
                rowType.copy(outputs[i], output);
                rowType.copy(data.target(start + i), target);
                matrix.add(decision.actual(target), decision.predicted(output));
            }
        }
        return matrix;
    }

    /**
     * Counts a sample.
     *
     * @param actual its class
     * @param predicted the class it was taken for, or -1 for none, which is always wrong
     * @throws IllegalArgumentException if a class is outside the matrix
     */
    public void add(int actual, int predicted) {
        if (actual < 0 || actual >= classes || predicted < -1 || predicted >= classes) {
            throw new IllegalArgumentException(
                    "found class "
                            + actual
                            + " taken for "
                            + predicted
                            + ", expected 0 to "
                            + (classes - 1));
        }
        counts[actual][predicted < 0 ? classes : predicted]++;
    }

    /**
     * The number of classes.
     *
     * @return at least 2
     */
    public int classes() {
        return classes;
    }

    /**
     * How many samples of one class were taken for another one, or for their own.
     *
     * @param actual their class
     * @param predicted what they were taken for
     * @return the number
     */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /**
     * How many samples are of a class.
     *
     * @param actual the class
     * @return the number; scikit-learn's support
     */
    public long samples(int actual) {
        long sum = 0;
        for (long count : counts[actual]) {
            sum += count;
        }
        return sum;
    }

    private long predictions(int predicted) {
        long sum = 0;
        for (long[] row : counts) {
            sum += row[predicted];
        }
        return sum;
    }

    private long allSamples() {
        long sum = 0;
        for (int c = 0; c < classes; c++) {
            sum += samples(c);
        }
        return sum;
    }

    /**
     * The share of samples that were taken for their own class.
     *
     * @return from 0 to 1
     */
    public double accuracy() {
        long right = 0;
        for (int c = 0; c < classes; c++) {
            right += counts[c][c];
        }
        return quotient(right, allSamples());
    }

    /**
     * Of the samples that were taken for a class, the share that is of it.
     *
     * @param c the class
     * @return from 0 to 1
     */
    public double precision(int c) {
        return quotient(counts[c][c], predictions(c));
    }

    /**
     * Of the samples of a class, the share that was taken for it.
     *
     * @param c the class
     * @return from 0 to 1
     */
    public double recall(int c) {
        return quotient(counts[c][c], samples(c));
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param c the class
     * @return from 0 to 1
     */
    public double f1(int c) {
        return quotient(2 * counts[c][c], samples(c) + predictions(c));
    }

    /**
     * The precision of all classes.
     *
     * @param average how they become one number
     * @return from 0 to 1
     */
    public double precision(Average average) {
        return averaged(average, this::precision);
    }

    /**
     * The recall of all classes.
     *
     * @param average how they become one number
     * @return from 0 to 1
     */
    public double recall(Average average) {
        return averaged(average, this::recall);
    }

    /**
     * The F1 score of all classes.
     *
     * @param average how they become one number
     * @return from 0 to 1
     */
    public double f1(Average average) {
        return averaged(average, this::f1);
    }

    private double averaged(Average average, IntToDoubleFunction score) {
        if (average == Average.MICRO) {
            return accuracy();
        }
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < classes; c++) {
            long samples = samples(c);
            double weight =
                    average == Average.WEIGHTED ? samples : samples + predictions(c) > 0 ? 1 : 0;
            sum += weight * score.applyAsDouble(c);
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double quotient(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /**
     * The matrix as a table: a line for each class, a column for each class it was taken for.
     *
     * @return lines of equal length, each ended by {@code \n}
     */
    @Override
    public String toString() {
        long largest = classes - 1L;
        long undecided = predictions(classes);
        for (long[] row : counts) {
            for (long count : row) {
                largest = Math.max(largest, count);
            }
        }
        int width = Math.max(Long.toString(largest).length(), undecided > 0 ? 4 : 1);
        StringBuilder text = new StringBuilder(" ".repeat(width) + " |");
        for (int c = 0; c < classes; c++) {
            text.append(' ').append(right(Integer.toString(c), width));
        }
        text.append(undecided > 0 ? " " + right("none", width) : "").append('\n');
        for (int actual = 0; actual < classes; actual++) {
            text.append(right(Integer.toString(actual), width)).append(" |");
            for (int c = 0; c < (undecided > 0 ? classes + 1 : classes); c++) {
                text.append(' ').append(right(Long.toString(counts[actual][c]), width));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
