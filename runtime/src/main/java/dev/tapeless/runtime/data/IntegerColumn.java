package dev.tapeless.runtime.data;

import dev.tapeless.runtime.RowPart;
import dev.tapeless.runtime.support.RowPacking;

/**
 * Rows of whole numbers.
 *
 * @param <R> the row type
 */
final class IntegerColumn<R> implements Column<R> {
    private final RowPart part;
    private final int[][] rows;

    /**
     * Checks rows.
     *
     * @param part the input that they belong to
     * @param rows the rows
     * @throws IllegalArgumentException if the length of one is wrong
     */
    IntegerColumn(RowPart part, int[][] rows) {
        this.part = part;
        this.rows = rows.clone();
        for (int i = 0; i < rows.length; i++) {
            Column.checkLength("input", part, i, rows[i] == null ? -1 : rows[i].length);
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
        try {
            if (row instanceof float[] floats) {
                RowPacking.integers(rows[sample], floats, offset, part.name());
            } else {
                RowPacking.integers(rows[sample], (double[]) (Object) row, offset, part.name());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "input of sample " + sample + ": " + e.getMessage(), e);
        }
    }
}
