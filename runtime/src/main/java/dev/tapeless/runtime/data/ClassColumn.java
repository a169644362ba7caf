package dev.tapeless.runtime.data;

import dev.tapeless.runtime.RowPart;

/**
 * A class index for each sample.
 *
 * @param <R> the row type
 */
final class ClassColumn<R> implements Column<R> {
    private final int[] classes;

    /**
     * Checks classes.
     *
     * @param part the output that they belong to
     * @param classes their indices
     * @throws IllegalArgumentException if one is not in the range
     */
    ClassColumn(RowPart part, int... classes) {
        this.classes = classes.clone();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= part.size()) {
                throw new IllegalArgumentException(
                        "target \""
                                + part.name()
                                + "\" of sample "
                                + i
                                + " is the class "
                                + classes[i]
                                + ", expected one from 0 to "
                                + (part.size() - 1));
            }
        }
    }

    @Override
    public int size() {
        return classes.length;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void copy(int sample, R row, int offset) {
        if (row instanceof float[] floats) {
            floats[offset] = classes[sample];
        } else {
            ((double[]) (Object) row)[offset] = classes[sample];
        }
    }
}
