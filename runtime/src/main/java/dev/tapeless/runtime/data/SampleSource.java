package dev.tapeless.runtime.data;

import dev.tapeless.runtime.support.RowType;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples from anywhere, one after the other: a file, a database, a generator. They are read anew
 * for every epoch and never all in memory, unless {@link #toDataset} is asked for.
 *
 * <pre>{@code
 * SampleSource<float[]> squares =
 *         SampleSource.ofFloats(1, 1, () -> new SampleSource.Samples<>() {
 *             private int next;
 *
 *             public boolean read(float[] input, float[] target) {
 *                 input[0] = next;
 *                 target[0] = next * next;
 *                 return next++ < 1000;
 *             }
 *         });
 * trainer.shuffleBuffer(500).fit(squares);
 * }</pre>
 *
 * @param <R> the row type
 */
public final class SampleSource<R> {
    private final RowType<R> rowType;
    private final int inputSize;
    private final int targetSize;
    private final boolean labelled;
    private final Opener<R> opener;

    /**
     * Begins to read.
     *
     * @param <R> the row type
     */
    @FunctionalInterface
    public interface Opener<R> {
        /**
         * Begins with the first sample.
         *
         * @return all samples, each time the same ones in the same order
         * @throws IOException if that fails
         */
        Samples<R> open() throws IOException;
    }

    /**
     * Samples being read.
     *
     * @param <R> the row type
     */
    @FunctionalInterface
    public interface Samples<R> extends Closeable {
        /**
         * Reads the next sample.
         *
         * @param input its input, overwritten
         * @param target its target, overwritten
         * @return false if there was none; what the rows hold then does not matter
         * @throws IOException if it cannot be read
         */
        boolean read(R input, R target) throws IOException;

        /**
         * Releases what reading takes. Does nothing unless overridden.
         *
         * @throws IOException if that fails
         */
        @Override
        default void close() throws IOException {}
    }

    private SampleSource(
            RowType<R> rowType, int inputSize, int targetSize, boolean labelled, Opener<R> opener) {
        if (inputSize < 1 || targetSize < 1) {
            throw new IllegalArgumentException(
                    "found samples of "
                            + inputSize
                            + " input and "
                            + targetSize
                            + " target elements, expected at least 1 of both");
        }
        this.rowType = rowType;
        this.inputSize = inputSize;
        this.targetSize = targetSize;
        this.labelled = labelled;
        this.opener = opener;
    }

    /**
     * Samples in single precision.
     *
     * @param inputSize elements of an input row, at least 1
     * @param targetSize elements of a target row, at least 1
     * @param opener begins to read
     * @return the source
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static SampleSource<float[]> ofFloats(
            int inputSize, int targetSize, Opener<float[]> opener) {
        return new SampleSource<>(RowType.FLOAT, inputSize, targetSize, false, opener);
    }

    /**
     * Samples in double precision.
     *
     * @param inputSize elements of an input row, at least 1
     * @param targetSize elements of a target row, at least 1
     * @param opener begins to read
     * @return the source
     * @throws IllegalArgumentException if a size is less than 1
     */
    public static SampleSource<double[]> ofDoubles(
            int inputSize, int targetSize, Opener<double[]> opener) {
        return new SampleSource<>(RowType.DOUBLE, inputSize, targetSize, false, opener);
    }

    /**
     * Says that a target is one class index, so that training measures accuracy.
     *
     * @return a source that says so
     * @throws IllegalStateException if targets have more than one element
     */
    public SampleSource<R> labelled() {
        if (targetSize != 1) {
            throw new IllegalStateException(
                    "found targets of " + targetSize + " elements, expected 1, a class index");
        }
        return new SampleSource<>(rowType, inputSize, targetSize, true, opener);
    }

    /**
     * Begins to read.
     *
     * @return the samples from the first one on
     * @throws IOException if that fails
     */
    public Samples<R> open() throws IOException {
        return opener.open();
    }

    /**
     * Reads all samples into memory.
     *
     * @return a dataset of them
     * @throws IOException if they cannot be read
     * @throws IllegalArgumentException if there is none
     */
    public Dataset<R> toDataset() throws IOException {
        List<R> inputs = new ArrayList<>();
        List<R> targets = new ArrayList<>();
        try (Samples<R> samples = open()) {
            while (true) {
                R input = rowType.newRows(1, inputSize)[0];
                R target = rowType.newRows(1, targetSize)[0];
                if (!samples.read(input, target)) {
                    break;
                }
                inputs.add(input);
                targets.add(target);
            }
        }
        return Dataset.ofRows(
                inputs.toArray(rowType.newReferences(0)),
                targets.toArray(rowType.newReferences(0)),
                labelled);
    }

    /**
     * How rows are made and measured.
     *
     * @return that of {@code float[]} or {@code double[]}
     */
    public RowType<R> rowType() {
        return rowType;
    }

    /**
     * Elements of an input row.
     *
     * @return at least 1
     */
    public int inputSize() {
        return inputSize;
    }

    /**
     * Elements of a target row.
     *
     * @return at least 1
     */
    public int targetSize() {
        return targetSize;
    }

    /**
     * Whether targets are class indices.
     *
     * @return what was said
     */
    public boolean isLabelled() {
        return labelled;
    }
}
