package dev.tapeless.runtime.train;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.SampleSource;
import dev.tapeless.runtime.support.RowType;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Batches of samples that are read one after the other. With shuffling they pass through a buffer:
 * each sample is drawn from it at random and replaced by the next one that is read, so it comes at
 * most a buffer's length too early and usually not much later.
 *
 * @param <R> the row type
 */
final class StreamBatches<R> implements BatchSource<R> {
    /** Draws from the buffer; other streams of the same seed and epoch are other numbers. */
    private static final int BUFFER_STREAM = 0x42554646;

    private final SampleSource<R> source;
    private final long seed;
    private final R[] inputs;
    private final R[] targets;

    // Rows of the buffer change places with rows of the batch, so nothing is copied.
    private final R[] bufferedInputs;
    private final R[] bufferedTargets;
    private int buffered;

    private SampleSource.Samples<R> samples;
    private boolean exhausted;
    private long key;
    private int drawn;

    /**
     * Batches of a source.
     *
     * @param source the source
     * @param plan size of a batch, seed, and whether to shuffle in how large a buffer
     */
    StreamBatches(SampleSource<R> source, TrainingPlan plan) {
        RowType<R> rowType = source.rowType();
        int buffer = plan.shuffle() ? plan.shuffleBuffer() : 1;
        this.source = source;
        this.seed = plan.seed();
        this.inputs = rowType.newRows(plan.batchSize(), source.inputSize());
        this.targets = rowType.newRows(plan.batchSize(), source.targetSize());
        this.bufferedInputs = rowType.newRows(buffer, source.inputSize());
        this.bufferedTargets = rowType.newRows(buffer, source.targetSize());
    }

    @Override
    public Samples<R> samples() {
        return new Samples<>(source.rowType(), source.targetSize(), source.isLabelled());
    }

    @Override
    public int batches() {
        return 0;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public void begin(int epoch) {
        close();
        try {
            samples = source.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exhausted = false;
        buffered = 0;
        drawn = 0;
        key = RandomStream.key(seed, epoch, BUFFER_STREAM, 0);
        fill();
        if (buffered == 0) {
            throw new IllegalStateException("the source gave no sample, expected at least one");
        }
    }

    private void fill() {
        try {
            while (!exhausted && buffered < bufferedInputs.length) {
                if (samples.read(bufferedInputs[buffered], bufferedTargets[buffered])) {
                    buffered++;
                } else {
                    exhausted = true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int next() {
        int count = 0;
        while (count < inputs.length && buffered > 0) {
            int place = RandomStream.uniformInt(key, drawn++, buffered);
            buffered--;
            take(place, count++);
            fill();
        }
        return count;
    }

    /** The last buffered sample goes where the drawn one was; the batch's old rows become free. */
    private void take(int place, int to) {
        R input = bufferedInputs[place];
        R target = bufferedTargets[place];
        bufferedInputs[place] = bufferedInputs[buffered];
        bufferedTargets[place] = bufferedTargets[buffered];
        bufferedInputs[buffered] = inputs[to];
        bufferedTargets[buffered] = targets[to];
        inputs[to] = input;
        targets[to] = target;
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
    public void close() {
        if (samples != null) {
            try {
                samples.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                samples = null;
            }
        }
    }
}
