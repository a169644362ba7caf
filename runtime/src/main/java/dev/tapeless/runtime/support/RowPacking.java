package dev.tapeless.runtime.support;

/**
 * Puts whole numbers into rows of real numbers. A float holds all whole numbers up to
 * 2<sup>24</sup> exactly, a double all of type {@code int}.
 */
public final class RowPacking {
    /** The largest whole number up to which every one is a float. */
    public static final int LARGEST_FLOAT = 1 << 24;

    private RowPacking() {}

    /**
     * Copies whole numbers into a row.
     *
     * @param numbers the numbers
     * @param row where to
     * @param offset where the first one goes
     * @param what what they are called, for the message
     * @throws IllegalArgumentException if one is beyond 2<sup>24</sup>
     */
    public static void integers(int[] numbers, float[] row, int offset, String what) {
        for (int k = 0; k < numbers.length; k++) {
            int number = numbers[k];
            if (number > LARGEST_FLOAT || number < -LARGEST_FLOAT) {
                throw new IllegalArgumentException(
                        what
                                + "["
                                + k
                                + "] is "
                                + number
                                + ", expected at most "
                                + LARGEST_FLOAT
                                + ", up to which every whole number is a float");
            }
            row[offset + k] = number;
        }
    }

    /**
     * Copies whole numbers into a row.
     *
     * @param numbers the numbers
     * @param row where to
     * @param offset where the first one goes
     * @param what what they are called; unused, since every number fits
     */
    public static void integers(int[] numbers, double[] row, int offset, String what) {
        for (int k = 0; k < numbers.length; k++) {
            row[offset + k] = numbers[k];
        }
    }
}
