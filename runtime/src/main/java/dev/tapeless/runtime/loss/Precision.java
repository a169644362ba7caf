package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Checks;
import dev.tapeless.runtime.support.RowType;

/**
 * What differs between networks in single and in double precision. A loss is computed in double for
 * both, so that is little: how rows become doubles, which elementary functions are used, and how
 * derivatives become rows.
 *
 * @param <R> {@code float[]} or {@code double[]}
 */
abstract class Precision<R> {
    /** Of networks in single precision. */
    static final Precision<float[]> FLOAT = new SinglePrecision();

    /** Of networks in double precision. */
    static final Precision<double[]> DOUBLE = new DoublePrecision();

    private final RowType<R> rowType;
    private final Arithmetic arithmetic;

    private Precision(RowType<R> rowType, Arithmetic arithmetic) {
        this.rowType = rowType;
        this.arithmetic = arithmetic;
    }

    /**
     * How rows are made and how long they are.
     *
     * @return the row type
     */
    final RowType<R> rowType() {
        return rowType;
    }

    /**
     * The elementary functions that results of this precision are worth.
     *
     * @return the functions
     */
    final Arithmetic arithmetic() {
        return arithmetic;
    }

    /**
     * Refuses a batch that does not fit.
     *
     * @param rows the batch
     * @param count how many rows are used
     * @param size the legal length of a row
     * @param what the argument's name, for the message
     * @throws IllegalArgumentException if the count or a row does not fit
     */
    abstract void check(R[] rows, int count, int size, String what);

    /**
     * A whole row as doubles. Rows of doubles are given as they are: with copies of them, and a
     * pass of its own for the division of derivatives, a squared error of 128 rows of 1,000 took
     * half as long again (JDK 25).
     *
     * @param row the row, not to be changed
     * @param scratch where the doubles may be put
     * @return the row itself, or a copy that is valid until the scratch row is used again
     */
    abstract double[] doubles(R row, ScratchRow scratch);

    /**
     * Reads a part of a row.
     *
     * @param row the row
     * @param offset where the part begins
     * @param into as many doubles as the part has elements, overwritten
     */
    abstract void read(R row, int offset, double[] into);

    /**
     * Divides derivatives and writes them to a part of a row. One that overflows is written as the
     * largest number of the row's type: the derivative of a cross-entropy at a probability of 1e-39
     * is no float, but its product with the derivative of the softmax is -1; an infinite one would
     * turn that product, and then every parameter, into what is not a number.
     *
     * @param derivatives as many as the part has elements
     * @param divisor what each is divided by
     * @param row the row, of which the part is overwritten
     * @param offset where the part begins
     */
    abstract void write(double[] derivatives, double divisor, R row, int offset);

    private static double limited(double derivative, double largest) {
        return Math.max(-largest, Math.min(largest, derivative));
    }

    private static final class SinglePrecision extends Precision<float[]> {
        SinglePrecision() {
            super(RowType.FLOAT, Arithmetic.FLOAT);
        }

        @Override
        void check(float[][] rows, int count, int size, String what) {
            Checks.batch(rows, count, size, what);
        }

        @Override
        double[] doubles(float[] row, ScratchRow scratch) {
            double[] doubles = scratch.ofLength(row.length);
            read(row, 0, doubles);
            return doubles;
        }

        @Override
        void read(float[] row, int offset, double[] into) {
            for (int j = 0; j < into.length; j++) {
                into[j] = row[offset + j];
            }
        }

        @Override
        void write(double[] derivatives, double divisor, float[] row, int offset) {
            for (int j = 0; j < derivatives.length; j++) {
                row[offset + j] = (float) limited(derivatives[j] / divisor, Float.MAX_VALUE);
            }
        }
    }

    private static final class DoublePrecision extends Precision<double[]> {
        DoublePrecision() {
            super(RowType.DOUBLE, Arithmetic.DOUBLE);
        }

        @Override
        void check(double[][] rows, int count, int size, String what) {
            Checks.batch(rows, count, size, what);
        }

        @Override
        double[] doubles(double[] row, ScratchRow scratch) {
            return row;
        }

        @Override
        void read(double[] row, int offset, double[] into) {
            System.arraycopy(row, offset, into, 0, into.length);
        }

        @Override
        void write(double[] derivatives, double divisor, double[] row, int offset) {
            for (int j = 0; j < derivatives.length; j++) {
                row[offset + j] = limited(derivatives[j] / divisor, Double.MAX_VALUE);
            }
        }
    }
}
