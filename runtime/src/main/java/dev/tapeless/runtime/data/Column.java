package dev.tapeless.runtime.data;

import dev.tapeless.runtime.RowPart;

/**
 * The values of one input or target, for all samples.
 *
 * @param <R> the row type
 */
interface Column<R> {

    /**
     * The number of samples.
     *
     * @return at least 0
     */
    int size();

    /**
     * The elements of a sample.
     *
     * @return at least 1
     */
    int width();

    /**
     * Copies a sample into a row.
     *
     * @param sample which one
     * @param row the row
     * @param offset where its first element goes
     */
    void copy(int sample, R row, int offset);

    /**
     * Refuses a row of a wrong length.
     *
     * @param what what it is, for the message
     * @param part what it shall be
     * @param sample whose it is
     * @param found its length; -1 for none
     * @throws IllegalArgumentException if it is wrong
     */
    static void checkLength(String what, RowPart part, int sample, int found) {
        if (found != part.size()) {
            throw new IllegalArgumentException(
                    what
                            + " \""
                            + part.name()
                            + "\" of sample "
                            + sample
                            + (found < 0 ? " is null" : ": found " + found + " elements")
                            + ", expected "
                            + part.size()
                            + (part.shape().size() > 1 ? ", the shape " + part.shape() : ""));
        }
    }
}
