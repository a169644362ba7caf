package dev.tapeless.runtime.data;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.support.Permutation;
import dev.tapeless.runtime.support.RowType;

import java.util.Arrays;

/**
 * Samples: input rows and their target rows.
 *
 * <p>A target row holds what the loss wants: the values to predict, shares of classes, or one
 * element with a class index (made from labels by {@link #of(float[][], int[])}). Rows are not
 * copied; whoever changes a row afterwards changes the dataset. The number and the lengths of rows
 * never change.
 *
 * <pre>{@code
 * Dataset<float[]> all = Dataset.of(pixels, digits);
 * Dataset.Split<float[]> split = all.split(0.8, 42);
 * trainer.fit(split.train(), split.test());
 * }</pre>
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public final class Dataset<R> {
    /** Larger whole numbers than this have no exact float. */
    private static final int LARGEST_FLOAT_LABEL = 1 << 24;

    /** Draws of a split; the numbers of training have other streams. */
    private static final int SPLIT_STREAM = 0x53504C54;

    private final R[] inputs;
    private final R[] targets;
    private final RowType<R> rowType;
    private final boolean labelled;

    /**
     * The two parts of {@link Dataset#split}.
     *
     * @param <R> the row type
     * @param train the first part, to learn from
     * @param test the rest, to be kept for validation or test
     */
    public record Split<R>(Dataset<R> train, Dataset<R> test) {}

    private Dataset(R[] inputs, R[] targets, boolean labelled) {
        this.inputs = inputs;
        this.targets = targets;
        this.rowType = RowType.of(inputs);
        this.labelled = labelled;
    }

    /**
     * Samples in single precision with targets.
     *
     * @param inputs rows of one length
     * @param targets as many rows of one length
     * @return the dataset
     * @throws IllegalArgumentException if there are no rows, the numbers of rows differ, or a row's
     *     length differs from the first one's
     */
    public static Dataset<float[]> of(float[][] inputs, float[][] targets) {
        return checked(inputs.clone(), targets.clone(), false);
    }

    /**
     * Samples in double precision with targets.
     *
     * @param inputs rows of one length
     * @param targets as many rows of one length
     * @return the dataset
     * @throws IllegalArgumentException if there are no rows, the numbers of rows differ, or a row's
     *     length differs from the first one's
     */
    public static Dataset<double[]> of(double[][] inputs, double[][] targets) {
        return checked(inputs.clone(), targets.clone(), false);
    }

    /**
     * Samples in single precision with classes.
     *
     * @param inputs rows of one length
     * @param labels the class index of each row, at least 0
     * @return a dataset whose targets have one element, the class index
     * @throws IllegalArgumentException if there are no rows, the numbers differ, a row's length
     *     differs from the first one's, or a label is negative or above 2<sup>24</sup>
     */
    public static Dataset<float[]> of(float[][] inputs, int[] labels) {
        float[][] targets = new float[labels.length][1];
        for (int i = 0; i < labels.length; i++) {
            targets[i][0] = checkedLabel(labels, i, LARGEST_FLOAT_LABEL);
        }
        return checked(inputs.clone(), targets, true);
    }

    /**
     * Samples in double precision with classes.
     *
     * @param inputs rows of one length
     * @param labels the class index of each row, at least 0
     * @return a dataset whose targets have one element, the class index
     * @throws IllegalArgumentException if there are no rows, the numbers differ, a row's length
     *     differs from the first one's, or a label is negative
     */
    public static Dataset<double[]> of(double[][] inputs, int[] labels) {
        double[][] targets = new double[labels.length][1];
        for (int i = 0; i < labels.length; i++) {
            targets[i][0] = checkedLabel(labels, i, Integer.MAX_VALUE);
        }
        return checked(inputs.clone(), targets, true);
    }

    private static int checkedLabel(int[] labels, int sample, int largest) {
        if (labels[sample] < 0 || labels[sample] > largest) {
            throw new IllegalArgumentException(
                    "label of sample "
                            + sample
                            + " is "
                            + labels[sample]
                            + ", expected a class index from 0 to "
                            + largest);
        }
        return labels[sample];
    }

    /**
     * Samples whose rows are given away.
     *
     * @param <R> the row type
     * @param inputs rows of one length, not copied
     * @param targets as many rows of one length, not copied
     * @param labelled whether the targets are class indices
     * @return the dataset
     * @throws IllegalArgumentException if there are no rows, the numbers of rows differ, or a row's
     *     length differs from the first one's
     */
    static <R> Dataset<R> ofRows(R[] inputs, R[] targets, boolean labelled) {
        return checked(inputs, targets, labelled);
    }

    private static <R> Dataset<R> checked(R[] inputs, R[] targets, boolean labelled) {
        if (inputs.length != targets.length) {
            throw new IllegalArgumentException(
                    "found "
                            + inputs.length
                            + " inputs and "
                            + targets.length
                            + " targets, expected as many of both");
        }
        if (inputs.length == 0) {
            throw new IllegalArgumentException("found no samples, expected at least one");
        }
        checkRows("input", inputs);
        checkRows("target", targets);
        return new Dataset<>(inputs, targets, labelled);
    }

    private static <R> void checkRows(String what, R[] rows) {
        RowType<R> rowType = RowType.of(rows);
        int expected = -1;
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null) {
                throw new IllegalArgumentException(what + " of sample " + i + " is null");
            }
            int found = rowType.length(rows[i]);
            if (expected < 0) {
                expected = found;
            }
            if (found != expected || found == 0) {
                throw new IllegalArgumentException(
                        what
                                + " of sample "
                                + i
                                + ": found "
                                + found
                                + " elements, expected "
                                + (i == 0
                                        ? "at least 1"
                                        : expected + " as in the samples before it"));
            }
        }
    }

    /**
     * The number of samples.
     *
     * @return at least 1
     */
    public int size() {
        return inputs.length;
    }

    /**
     * Elements of an input row.
     *
     * @return at least 1
     */
    public int inputSize() {
        return rowType.length(inputs[0]);
    }

    /**
     * Elements of a target row.
     *
     * @return at least 1; 1 for class indices
     */
    public int targetSize() {
        return rowType.length(targets[0]);
    }

    /**
     * Whether the targets were given as labels, so that each is one class index.
     *
     * @return whether targets are class indices
     */
    public boolean isLabelled() {
        return labelled;
    }

    /**
     * One sample's input.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the row itself, not a copy
     */
    public R input(int index) {
        return inputs[index];
    }

    /**
     * One sample's target.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the row itself, not a copy
     */
    public R target(int index) {
        return targets[index];
    }

    /**
     * How rows of this dataset are made and measured.
     *
     * @return that of {@code float[]} or {@code double[]}
     */
    public RowType<R> rowType() {
        return rowType;
    }

    /**
     * All inputs.
     *
     * @return a new array of the rows themselves
     */
    public R[] inputs() {
        return inputs.clone();
    }

    /**
     * All targets.
     *
     * @return a new array of the rows themselves
     */
    public R[] targets() {
        return targets.clone();
    }

    /**
     * The numbers of samples and of their elements, for example {@code 60000 samples: input [784],
     * target [1], float}.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return size()
                + (size() == 1 ? " sample" : " samples")
                + ": input ["
                + inputSize()
                + "], target ["
                + targetSize()
                + "], "
                + (rowType == RowType.DOUBLE ? "double" : "float");
    }

    /**
     * Some consecutive samples.
     *
     * @param from the first sample
     * @param to the one after the last
     * @return a dataset of {@code to - from} samples that shares its rows with this one
     * @throws IllegalArgumentException if the range is empty or not within this dataset
     */
    public Dataset<R> subset(int from, int to) {
        if (from < 0 || to > size() || from >= to) {
            throw new IllegalArgumentException(
                    "found the range from "
                            + from
                            + " to "
                            + to
                            + " (exclusive), expected at least one sample within 0 to "
                            + size());
        }
        int[] indices = new int[to - from];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i;
        }
        return select(indices);
    }

    /**
     * Chosen samples in a chosen order.
     *
     * @param indices positions in this dataset; one may occur several times
     * @return a dataset that shares its rows with this one
     * @throws IllegalArgumentException if there are none or one is outside this dataset
     */
    public Dataset<R> select(int... indices) {
        if (indices.length == 0) {
            throw new IllegalArgumentException("found no samples, expected at least one");
        }
        R[] chosenInputs = rowType.newReferences(indices.length);
        R[] chosenTargets = rowType.newReferences(indices.length);
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || indices[i] >= size()) {
                throw new IllegalArgumentException(
                        "found sample " + indices[i] + ", expected 0 to " + (size() - 1));
            }
            chosenInputs[i] = inputs[indices[i]];
            chosenTargets[i] = targets[indices[i]];
        }
        return new Dataset<>(chosenInputs, chosenTargets, labelled);
    }

    /**
     * Divides the samples at random; the same seed divides them in the same way everywhere.
     *
     * @param fraction the first part's share, more than 0 and less than 1; its number of samples is
     *     rounded to the nearest whole number
     * @param seed any number
     * @return both parts, sharing their rows with this dataset
     * @throws IllegalArgumentException if a part would be empty
     */
    public Split<R> split(double fraction, long seed) {
        long first = fraction > 0 && fraction < 1 ? Math.round(fraction * size()) : 0;
        if (first < 1 || first >= size()) {
            throw new IllegalArgumentException(
                    "found a split of "
                            + size()
                            + " samples at "
                            + fraction
                            + ", expected a fraction between 0 and 1 that leaves samples in both"
                            + " parts");
        }
        int[] order = new int[size()];
        Permutation.shuffle(order, RandomStream.key(seed, 0, SPLIT_STREAM, 0));
        int[] train = Arrays.copyOfRange(order, 0, (int) first);
        int[] test = Arrays.copyOfRange(order, (int) first, order.length);
        return new Split<>(select(train), select(test));
    }
}
