package dev.tapeless.runtime.support;

/**
 * The little that code over any row type must know about rows: how to make them and how long they
 * are.
 *
 * @param <R> {@code float[]} or {@code double[]}
 */
public abstract class RowType<R> {
    /** Rows of floats. */
    public static final RowType<float[]> FLOAT = new FloatRows();

    /** Rows of doubles. */
    public static final RowType<double[]> DOUBLE = new DoubleRows();

    private RowType() {}

    /**
     * The row type of an array of rows.
     *
     * @param <R> {@code float[]} or {@code double[]}
     * @param rows an array of such rows
     * @return {@link #FLOAT} or {@link #DOUBLE}
     * @throws IllegalArgumentException if it is neither
     */
    @SuppressWarnings("unchecked") // the array's own class is looked at
    public static <R> RowType<R> of(R[] rows) {
        Object[] array = rows;
        if (array instanceof float[][]) {
            return (RowType<R>) FLOAT;
        }
        if (array instanceof double[][]) {
            return (RowType<R>) DOUBLE;
        }
        throw new IllegalArgumentException(
                "rows are of type "
                        + rows.getClass().getComponentType().getTypeName()
                        + ", expected float[] or double[]");
    }

    /**
     * The row type of one row.
     *
     * @param <R> {@code float[]} or {@code double[]}
     * @param row a row
     * @return {@link #FLOAT} or {@link #DOUBLE}
     * @throws IllegalArgumentException if it is neither
     */
    @SuppressWarnings("unchecked") // the row's own class is looked at
    public static <R> RowType<R> ofRow(R row) {
        if (row instanceof float[]) {
            return (RowType<R>) FLOAT;
        }
        if (row instanceof double[]) {
            return (RowType<R>) DOUBLE;
        }
        throw new IllegalArgumentException(
                "found "
                        + (row == null ? "null" : "a row of type " + row.getClass().getTypeName())
                        + ", expected float[] or double[]");
    }

    /**
     * An array of rows that are not there yet.
     *
     * @param count its length
     * @return an array of nulls
     */
    public abstract R[] newReferences(int count);

    /**
     * An array of rows of zeros.
     *
     * @param count how many rows
     * @param length elements a row
     * @return the rows
     */
    public abstract R[] newRows(int count, int length);

    /**
     * The length of a row.
     *
     * @param row a row
     * @return its number of elements
     */
    public abstract int length(R row);

    /**
     * Writes a row's elements as doubles.
     *
     * @param row the row
     * @param into as many doubles, overwritten
     */
    public abstract void copy(R row, double[] into);

    /**
     * Sets one element of a row.
     *
     * @param row the row
     * @param index the element's position
     * @param value its new value; a row of floats keeps the nearest float
     */
    public abstract void set(R row, int index, double value);

    private static final class FloatRows extends RowType<float[]> {
        @Override
        public float[][] newReferences(int count) {
            return new float[count][];
        }

        @Override
        public float[][] newRows(int count, int length) {
            return new float[count][length];
        }

        @Override
        public int length(float[] row) {
            return row.length;
        }

        @Override
        public void copy(float[] row, double[] into) {
            for (int j = 0; j < row.length; j++) {
                into[j] = row[j];
            }
        }

        @Override
        public void set(float[] row, int index, double value) {
            row[index] = (float) value;
        }
    }

    private static final class DoubleRows extends RowType<double[]> {
        @Override
        public double[][] newReferences(int count) {
            return new double[count][];
        }

        @Override
        public double[][] newRows(int count, int length) {
            return new double[count][length];
        }

        @Override
        public int length(double[] row) {
            return row.length;
        }

        @Override
        public void copy(double[] row, double[] into) {
            System.arraycopy(row, 0, into, 0, row.length);
        }

        @Override
        public void set(double[] row, int index, double value) {
            row[index] = value;
        }
    }
}
