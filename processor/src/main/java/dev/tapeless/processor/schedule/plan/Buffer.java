package dev.tapeless.processor.schedule.plan;

/**
 * Rows of numbers that a network owns.
 *
 * @param name the name of its field
 * @param rows how many rows; {@link #BATCH} for one a sample
 * @param rowLength the length of a row
 */
public record Buffer(String name, int rows, int rowLength) {

    /** As many rows as there are samples. */
    public static final int BATCH = -1;

    /**
     * Whether there is one row for each sample.
     *
     * @return true for one row a sample
     */
    public boolean isBatched() {
        return rows == BATCH;
    }
}
