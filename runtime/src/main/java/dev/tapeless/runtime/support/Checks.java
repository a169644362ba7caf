package dev.tapeless.runtime.support;

/**
 * The argument and state checks of generated entry points. A correct call costs a few comparisons
 * and allocates nothing; a wrong one gets an exception that says what was found, what was expected
 * and, where it helps, what to call.
 */
public final class Checks {
    private Checks() {}

    /**
     * Checks one row.
     *
     * @param row the row
     * @param expected its legal length
     * @param what the argument's name, for example {@code "input"}
     * @throws IllegalArgumentException if it is null or its length differs
     */
    public static void row(float[] row, int expected, String what) {
        if (row == null || row.length != expected) {
            throw wrongRow(row == null ? -1 : row.length, expected, what);
        }
    }

    /**
     * Checks one row.
     *
     * @param row the row
     * @param expected its legal length
     * @param what the argument's name, for example {@code "input"}
     * @throws IllegalArgumentException if it is null or its length differs
     */
    public static void row(double[] row, int expected, String what) {
        if (row == null || row.length != expected) {
            throw wrongRow(row == null ? -1 : row.length, expected, what);
        }
    }

    /**
     * Checks one row.
     *
     * @param row the row
     * @param expected its legal length
     * @param what the argument's name, for example {@code "words"}
     * @throws IllegalArgumentException if it is null or its length differs
     */
    public static void row(int[] row, int expected, String what) {
        if (row == null || row.length != expected) {
            throw wrongRow(row == null ? -1 : row.length, expected, what);
        }
    }

    /**
     * Checks the first rows of a batch. A count of 0 is legal.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param expected the legal length of a row
     * @param what the argument's name, for example {@code "inputs"}
     * @throws IllegalArgumentException if the batch is null, the count is negative or larger than
     *     the batch, or one of the rows is null or of another length
     */
    public static void rows(float[][] rows, int count, int expected, String what) {
        count(rows, count, 0, what);
        for (int i = 0; i < count; i++) {
            float[] row = rows[i];
            if (row == null || row.length != expected) {
                throw wrongRow(row == null ? -1 : row.length, expected, what + "[" + i + "]");
            }
        }
    }

    /**
     * Checks the first rows of a batch. A count of 0 is legal.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param expected the legal length of a row
     * @param what the argument's name, for example {@code "inputs"}
     * @throws IllegalArgumentException if the batch is null, the count is negative or larger than
     *     the batch, or one of the rows is null or of another length
     */
    public static void rows(double[][] rows, int count, int expected, String what) {
        count(rows, count, 0, what);
        for (int i = 0; i < count; i++) {
            double[] row = rows[i];
            if (row == null || row.length != expected) {
                throw wrongRow(row == null ? -1 : row.length, expected, what + "[" + i + "]");
            }
        }
    }

    /**
     * Checks the first rows of a batch. A count of 0 is legal.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param expected the legal length of a row
     * @param what the argument's name, for example {@code "words"}
     * @throws IllegalArgumentException if the batch is null, the count is negative or larger than
     *     the batch, or one of the rows is null or of another length
     */
    public static void rows(int[][] rows, int count, int expected, String what) {
        count(rows, count, 0, what);
        for (int i = 0; i < count; i++) {
            int[] row = rows[i];
            if (row == null || row.length != expected) {
                throw wrongRow(row == null ? -1 : row.length, expected, what + "[" + i + "]");
            }
        }
    }

    /**
     * Checks that a result does not go where it is still read from.
     *
     * @param input the row that is read
     * @param output the row that is written
     * @throws IllegalArgumentException if they are one array
     */
    public static void apart(Object input, Object output) {
        if (input == output) {
            throw shared("input", "output");
        }
    }

    /**
     * Checks that no sample's result goes where that sample is still read from.
     *
     * @param inputs the rows that are read
     * @param outputs the rows that are written
     * @param count how many rows are used
     * @throws IllegalArgumentException if two rows of one index are one array
     */
    public static void apart(Object[] inputs, Object[] outputs, int count) {
        apart(inputs, "inputs", outputs, "outputs", count);
    }

    /**
     * Checks that no sample's input gradient goes where its output gradient is still read from.
     *
     * @param outputGradients the rows that are read
     * @param inputGradients the rows that are written
     * @param count how many rows are used
     * @throws IllegalArgumentException if two rows of one index are one array
     */
    public static void gradientsApart(
            Object[] outputGradients, Object[] inputGradients, int count) {
        // Rows that are missing are reported by the checks of the batch.
        int rows = outputGradients == null ? 0 : Math.min(count, outputGradients.length);
        apart(outputGradients, "outputGradients", inputGradients, "inputGradients", rows);
    }

    private static void apart(
            Object[] read, String readName, Object[] written, String writtenName, int count) {
        for (int i = 0; i < count; i++) {
            if (read[i] == written[i]) {
                throw shared(readName + "[" + i + "]", writtenName + "[" + i + "]");
            }
        }
    }

    private static IllegalArgumentException shared(String read, String written) {
        return new IllegalArgumentException(
                read
                        + " and "
                        + written
                        + " are one array, expected two: the first is still read while the second"
                        + " is written");
    }

    /**
     * Checks a training batch: like {@link #rows(float[][], int, int, String)} with at least one
     * row.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param expected the legal length of a row
     * @param what the argument's name, for example {@code "inputs"}
     * @throws IllegalArgumentException as there, and if the count is 0
     */
    public static void batch(float[][] rows, int count, int expected, String what) {
        count(rows, count, 1, what);
        rows(rows, count, expected, what);
    }

    /**
     * Checks a training batch: like {@link #rows(double[][], int, int, String)} with at least one
     * row.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param expected the legal length of a row
     * @param what the argument's name, for example {@code "inputs"}
     * @throws IllegalArgumentException as there, and if the count is 0
     */
    public static void batch(double[][] rows, int count, int expected, String what) {
        count(rows, count, 1, what);
        rows(rows, count, expected, what);
    }

    /**
     * Checks that a backward has the forward it needs.
     *
     * @param forwardCount the samples of the last forward, 0 if there was none
     * @param count the samples of this backward
     * @throws IllegalStateException if there was no forward
     * @throws IllegalArgumentException if the counts differ
     */
    public static void backward(int forwardCount, int count) {
        if (forwardCount < 1) {
            throw new IllegalStateException(
                    "backward uses what forward kept, and no forward came before it: "
                            + "call forward(inputs, count) first (predict keeps nothing)");
        }
        if (count != forwardCount) {
            throw new IllegalArgumentException(
                    "backward of "
                            + count
                            + " samples after a forward of "
                            + forwardCount
                            + ": both need the same count");
        }
    }

    /**
     * Checks the size of a batch to make room for.
     *
     * @param batchSize the number of samples
     * @throws IllegalArgumentException if it is not positive
     */
    public static void batchSize(int batchSize) {
        if (batchSize < 1) {
            throw new IllegalArgumentException(
                    "batch size is " + batchSize + ", expected at least 1");
        }
    }

    /**
     * Checks a number that chooses one of some rows.
     *
     * @param value the number
     * @param rows how many rows there are
     * @param what what has them, for example {@code "words"}
     * @return the number as an index
     * @throws IllegalArgumentException if it is not whole, negative, or not below the number of
     *     rows
     */
    public static int index(double value, int rows, String what) {
        int index = (int) value;
        if (index != value || index < 0 || index >= rows) {
            throw new IllegalArgumentException(
                    what
                            + ": found the index "
                            + value
                            + ", expected a whole number from 0 to "
                            + (rows - 1));
        }
        return index;
    }

    private static IllegalArgumentException wrongRow(int found, int expected, String what) {
        return new IllegalArgumentException(
                what
                        + (found < 0 ? " is null" : " has " + elements(found))
                        + ", expected "
                        + elements(expected));
    }

    private static String elements(int count) {
        return count == 1 ? "1 element" : count + " elements";
    }

    private static void count(Object[] rows, int count, int least, String what) {
        if (rows == null) {
            throw new IllegalArgumentException(what + " is null, expected an array of rows");
        }
        if (count < least || count > rows.length) {
            throw new IllegalArgumentException(
                    "count is "
                            + count
                            + ", expected "
                            + least
                            + " to "
                            + rows.length
                            + ", the number of rows in "
                            + what);
        }
    }
}
