package dev.tapeless.runtime.train;

import dev.tapeless.runtime.support.RowType;

/**
 * Batches of one, made of a sample's rows again and again without allocation.
 *
 * @param <R> the row type
 */
final class SingleSample<R> {
    private final RowType<R> rowType;
    private final R[] input;
    private final R[] target;
    private final R label;

    /**
     * A batch that is empty yet.
     *
     * @param like a row of the type to come
     */
    SingleSample(R like) {
        rowType = RowType.ofRow(like);
        input = rowType.newReferences(1);
        target = rowType.newReferences(1);
        label = rowType.newRows(1, 1)[0];
    }

    /**
     * Sets the sample.
     *
     * @param newInput its input
     * @param newTarget its target
     */
    void set(R newInput, R newTarget) {
        input[0] = newInput;
        target[0] = newTarget;
    }

    /**
     * Sets a sample of a class.
     *
     * @param newInput its input
     * @param newLabel its class index
     */
    void set(R newInput, int newLabel) {
        rowType.set(label, 0, newLabel);
        set(newInput, label);
    }

    /**
     * The batch's inputs.
     *
     * @return one row
     */
    R[] input() {
        return input;
    }

    /**
     * The batch's targets.
     *
     * @return one row
     */
    R[] target() {
        return target;
    }
}
