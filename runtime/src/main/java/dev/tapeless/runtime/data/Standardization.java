package dev.tapeless.runtime.data;

import dev.tapeless.runtime.io.StoredTensor;
import dev.tapeless.runtime.io.TensorFile;
import dev.tapeless.runtime.support.RowType;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Brings each element of a row to mean 0 and standard deviation 1, as scikit-learn's {@code
 * StandardScaler}: {@code (x - mean) / deviation}, where mean and deviation (of the population) are
 * those of the rows it was fitted on. An element that was always the same is only shifted.
 *
 * <p>Fit it on the training part alone and apply the same to all others:
 *
 * <pre>{@code
 * Standardization inputs = Standardization.ofInputs(split.train());
 * trainer.saveBeside(inputs.tensors("data/input"))
 *         .fit(inputs.onInputs(split.train()), inputs.onInputs(split.test()));
 *
 * Standardization same = Standardization.read(TensorFile.read(file), "data/input");
 * net.predict(same.apply(row));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Standardization {
    private final double[] means;
    private final double[] deviations;

    private Standardization(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Fits the inputs of a dataset.
     *
     * @param <R> the row type
     * @param data the training part
     * @return the standardisation of its inputs
     * @throws IllegalArgumentException if an element is infinite or not a number
     */
    public static <R> Standardization ofInputs(Dataset<R> data) {
        return of(data.inputs());
    }

    /**
     * Fits the targets of a dataset, for regression.
     *
     * @param <R> the row type
     * @param data the training part
     * @return the standardisation of its targets
     * @throws IllegalArgumentException if an element is infinite or not a number
     */
    public static <R> Standardization ofTargets(Dataset<R> data) {
        return of(data.targets());
    }

    /**
     * Fits rows, by Welford's method, which loses no digits to a large mean.
     *
     * @param <R> the row type
     * @param rows at least one, all of one length
     * @return their standardisation
     * @throws IllegalArgumentException if there is no row, or an element is infinite or not a
     *     number
     */
    public static <R> Standardization of(R[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("found no rows, expected at least one");
        }
        RowType<R> rowType = RowType.of(rows);
        double[] row = new double[rowType.length(rows[0])];
        double[] means = new double[row.length];
        double[] squares = new double[row.length];
        for (int i = 0; i < rows.length; i++) {
            rowType.copy(rows[i], row);
            for (int j = 0; j < row.length; j++) {
                if (!Double.isFinite(row[j])) {
                    throw new IllegalArgumentException(
                            "element "
                                    + j
                                    + " of row "
                                    + i
                                    + " is "
                                    + row[j]
                                    + ", expected a finite number");
                }
                double toMean = row[j] - means[j];
                means[j] += toMean / (i + 1);
                squares[j] += toMean * (row[j] - means[j]);
            }
        }
        double[] deviations = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            deviations[j] = squares[j] > 0 ? Math.sqrt(squares[j] / rows.length) : 1;
        }
        return new Standardization(means, deviations);
    }

    /**
     * Reads what {@link #tensors} gave.
     *
     * @param file a file's contents
     * @param name the same name
     * @return the standardisation
     * @throws IllegalArgumentException if a tensor is missing, or they do not fit each other
     */
    public static Standardization read(TensorFile file, String name) {
        StoredTensor mean = file.tensor(name + ".mean");
        StoredTensor deviation = file.tensor(name + ".deviation");
        if (mean.shape().length != 1
                || !Arrays.equals(mean.shape(), deviation.shape())
                || !mean.type().isFloating()
                || !deviation.type().isFloating()) {
            throw new IllegalArgumentException(
                    "tensor \""
                            + name
                            + ".mean\" is "
                            + mean
                            + " and tensor \""
                            + name
                            + ".deviation\" is "
                            + deviation
                            + ", expected numbers of one and the same length");
        }
        for (double value : deviation.toDoubles()) {
            if (!(value > 0)) {
                throw new IllegalArgumentException(
                        "tensor \""
                                + name
                                + ".deviation\": found "
                                + value
                                + ", expected numbers above 0");
            }
        }
        return new Standardization(mean.toDoubles(), deviation.toDoubles());
    }

    /**
     * What to save with the weights.
     *
     * @param name a name for it, with a slash, for example {@code "data/input"}
     * @return tensors {@code name.mean} and {@code name.deviation}
     */
    public Map<String, StoredTensor> tensors(String name) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        int[] shape = {means.length};
        tensors.put(name + ".mean", StoredTensor.ofDoubles(shape, means));
        tensors.put(name + ".deviation", StoredTensor.ofDoubles(shape, deviations));
        return tensors;
    }

    /**
     * The number of elements of a row.
     *
     * @return at least 1
     */
    public int size() {
        return means.length;
    }

    /**
     * The mean of each element.
     *
     * @return a copy
     */
    public double[] means() {
        return means.clone();
    }

    /**
     * What each element is divided by.
     *
     * @return a copy; 1 for elements that were always the same
     */
    public double[] deviations() {
        return deviations.clone();
    }

    /**
     * Standardises a row.
     *
     * @param <R> the row type
     * @param row a row of {@link #size()} elements
     * @return a new row
     * @throws IllegalArgumentException if its length is another
     */
    public <R> R apply(R row) {
        R result = RowType.ofRow(row).newRows(1, means.length)[0];
        apply(row, result);
        return result;
    }

    /**
     * Standardises a row and allocates nothing.
     *
     * @param <R> the row type
     * @param row a row of {@link #size()} elements
     * @param into another one, overwritten, or the same one
     * @throws IllegalArgumentException if a length is another
     */
    public <R> void apply(R row, R into) {
        requireSize(row);
        requireSize(into);
        if (row instanceof float[] floats) {
            float[] result = (float[]) into;
            for (int j = 0; j < floats.length; j++) {
                result[j] = (float) ((floats[j] - means[j]) / deviations[j]);
            }
        } else {
            double[] doubles = (double[]) row;
            double[] result = (double[]) into;
            for (int j = 0; j < doubles.length; j++) {
                result[j] = (doubles[j] - means[j]) / deviations[j];
            }
        }
    }

    /**
     * Goes the way back, for example from a predicted target to its own unit.
     *
     * @param <R> the row type
     * @param row a standardised row
     * @return a new row of the original values
     * @throws IllegalArgumentException if its length is not {@link #size()}
     */
    public <R> R invert(R row) {
        requireSize(row);
        RowType<R> rowType = RowType.ofRow(row);
        R result = rowType.newRows(1, means.length)[0];
        double[] values = new double[means.length];
        rowType.copy(row, values);
        for (int j = 0; j < values.length; j++) {
            rowType.set(result, j, values[j] * deviations[j] + means[j]);
        }
        return result;
    }

    private <R> void requireSize(R row) {
        int found = RowType.ofRow(row).length(row);
        if (found != means.length) {
            throw new IllegalArgumentException(
                    "found a row of "
                            + found
                            + " elements, expected "
                            + means.length
                            + " as in the rows that were fitted");
        }
    }

    /**
     * Standardises the inputs of a dataset.
     *
     * @param <R> the row type
     * @param data the dataset, which stays as it is
     * @return a dataset of new inputs and the same targets
     * @throws IllegalArgumentException if inputs have another length than {@link #size()}
     */
    public <R> Dataset<R> onInputs(Dataset<R> data) {
        return Dataset.ofRows(applyAll(data.inputs()), data.targets(), data.isLabelled());
    }

    /**
     * Standardises the targets of a dataset.
     *
     * @param <R> the row type
     * @param data the dataset, which stays as it is
     * @return a dataset of the same inputs and new targets
     * @throws IllegalArgumentException if targets have another length than {@link #size()}
     */
    public <R> Dataset<R> onTargets(Dataset<R> data) {
        return Dataset.ofRows(data.inputs(), applyAll(data.targets()), false);
    }

    /** Replaces the elements of an array that is the caller's own. */
    private <R> R[] applyAll(R[] rows) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = apply(rows[i]);
        }
        return rows;
    }
}
