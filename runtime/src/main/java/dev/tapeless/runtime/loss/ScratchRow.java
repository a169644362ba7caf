package dev.tapeless.runtime.loss;

/**
 * A row of doubles that is used again and again. Nothing is allocated as long as its length stays
 * the same.
 */
final class ScratchRow {
    private double[] row = {};

    /** A row that is made when it is needed. */
    ScratchRow() {}

    /**
     * The row.
     *
     * @param length how many elements are needed
     * @return exactly as many, of any values
     */
    double[] ofLength(int length) {
        if (row.length != length) {
            row = new double[length];
        }
        return row;
    }
}
