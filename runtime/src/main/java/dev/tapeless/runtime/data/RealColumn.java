package dev.tapeless.runtime.data;

import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.RowType;

/**
 * Rows of real numbers.
 *
 * @param <R> the row type
 */
final class RealColumn<R> implements Column<R> {
    private final RowPart part;
    private final R[] rows;

    /**
     * Checks rows.
     *
     * @param rowType the row type
     * @param what what they are, for messages
     * @param part the input or output that they belong to
     * @param rows the rows
     * @throws IllegalArgumentException if one does not fit
     */
    RealColumn(RowType<R> rowType, String what, RowPart part, R[] rows) {
        this.part = part;
        this.rows = rows.clone();
        double[] values = new double[part.size()];
        for (int i = 0; i < rows.length; i++) {
            Column.checkLength(what, part, i, rows[i] == null ? -1 : rowType.length(rows[i]));
            if (part.isInteger()) {
                rowType.copy(rows[i], values);
                checkWhole(i, values);
            }
        }
    }

    private void checkWhole(int sample, double[] values) {
        for (double value : values) {
            if (value != Math.rint(value) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "input \""
                                + part.name()
                                + "\" of sample "
                                + sample
                                + ": found "
                                + value
                                + ", expected whole numbers");
            }
        }
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int width() {
        return part.size();
    }

    @Override
    public void copy(int sample, R row, int offset) {
        System.arraycopy(rows[sample], 0, row, offset, part.size());
    }
}
