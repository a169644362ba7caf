package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.support.Permutation;

/**
 * Batches of samples in memory: with shuffling, each epoch has an order of its own.
 *
 * @param <R> the row type
 */
final class DatasetBatches<R> implements BatchSource<R> {
    /** Draws of the samples' order; layers draw from streams of small numbers. */
    private static final int SHUFFLE_STREAM = 0x53484646;

    private final Dataset<R> data;
    private final long seed;
    private final boolean shuffle;
    private final int[] order;
    private final R[] inputs;
    private final R[] targets;
    private int position;

    /**
     * Batches of a dataset.
     *
     * @param data the dataset
     * @param plan size of a batch, seed, and whether to shuffle
     */
    DatasetBatches(Dataset<R> data, TrainingPlan plan) {
        int batch = Math.min(plan.batchSize(), data.size());
        this.data = data;
        this.seed = plan.seed();
        this.shuffle = plan.shuffle();
        this.order = new int[data.size()];
        this.inputs = data.rowType().newReferences(batch);
        this.targets = data.rowType().newReferences(batch);
    }

    @Override
    public Samples<R> samples() {
        return new Samples<>(data.rowType(), data.targetSize(), data.isLabelled());
    }

    @Override
    public int batches() {
        return (order.length + inputs.length - 1) / inputs.length;
    }

    @Override
    public int size() {
        return order.length;
    }

    @Override
    public void begin(int epoch) {
        position = 0;
        if (shuffle) {
            Permutation.shuffle(order, RandomStream.key(seed, epoch, SHUFFLE_STREAM, 0));
        } else {
            Permutation.identity(order);
        }
    }

    @Override
    public int next() {
        int count = Math.min(inputs.length, order.length - position);
        for (int i = 0; i < count; i++) {
            inputs[i] = data.input(order[position + i]);
            targets[i] = data.target(order[position + i]);
        }
        position += count;
        return count;
    }

    @Override
    public R[] inputs() {
        return inputs;
    }

    @Override
    public R[] targets() {
        return targets;
    }

    @Override
    public void close() {}
}
