package dev.tapeless.runtime.train;

import dev.tapeless.runtime.support.RowType;

/**
 * Where a run's batches come from, epoch by epoch. The same epoch gives the same batches every
 * time.
 *
 * @param <R> the row type
 */
interface BatchSource<R> extends AutoCloseable {

    /**
     * The shape of the samples.
     *
     * @return the row type, sizes and whether targets are classes
     */
    Samples<R> samples();

    /**
     * What a sample looks like.
     *
     * @param <R> the row type
     * @param rowType how rows are made
     * @param targetSize elements of a target row
     * @param labelled whether targets are class indices
     */
    record Samples<R>(RowType<R> rowType, int targetSize, boolean labelled) {}

    /**
     * The number of batches in an epoch.
     *
     * @return 0 if it is not known
     */
    int batches();

    /**
     * The number of samples in an epoch.
     *
     * @return 0 if it is not known
     */
    int size();

    /**
     * Begins an epoch.
     *
     * @param epoch its number
     */
    void begin(int epoch);

    /**
     * Takes the next batch, of which {@link #inputs} and {@link #targets} then hold the rows.
     *
     * @return the number of rows; 0 at the epoch's end
     */
    int next();

    /**
     * The last batch's inputs.
     *
     * @return rows that are valid until the next batch
     */
    R[] inputs();

    /**
     * The last batch's targets.
     *
     * @return rows that are valid until the next batch
     */
    R[] targets();

    /** Ends the current epoch, if there is one. */
    @Override
    void close();
}
