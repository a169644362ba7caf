package dev.tapeless.runtime.support;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the work on a batch, with what it needs: some of the samples for all that depends on
 * one sample only, and a share of the results of all that depends on the whole batch. No sum is
 * ever divided, so the bits are the same for any number of parts.
 *
 * <p>A batch is itself a part: the only one, where it is not divided. The parts of a batch read and
 * write its rows, through arrays of references of their own; what a kernel needs for itself alone,
 * each has for itself. Parts are made once and used again.
 *
 * @param <T> the generated class
 */
public abstract class Part<T extends Part<T>> {
    private final List<T> made = new ArrayList<>();
    private List<T> alone = List.of();
    private List<T> parts = List.of();
    private T batch;
    private int first;
    private int count;
    private int number;
    private int of = 1;

    /** A batch without samples. */
    protected Part() {}

    /**
     * Divides a batch.
     *
     * @param samples how many samples it has
     * @param most how many parts at most; there are no more than samples
     * @return the parts, the same objects at every call; the batch itself if it is the only one
     */
    public final List<T> divide(int samples, int most) {
        count = samples;
        int n = Math.min(most, samples);
        if (n <= 1) {
            if (alone.isEmpty()) {
                alone = List.of(self());
            }
            return alone;
        }
        while (made.size() < n) {
            made.add(newPart());
        }
        if (parts.size() != n) {
            parts = List.copyOf(made.subList(0, n));
        }
        for (int k = 0; k < n; k++) {
            ((Part<T>) parts.get(k)).become(self(), samples, k, n);
        }
        return parts;
    }

    private void become(T whole, int samples, int newNumber, int newOf) {
        batch = whole;
        number = newNumber;
        of = newOf;
        first = from(samples);
        count = to(samples) - first;
        take(whole);
    }

    @SuppressWarnings("unchecked")
    private T self() {
        return (T) this;
    }

    /**
     * Makes a part of this batch.
     *
     * @return a part with arrays for half of the batch's rows, and what it needs for itself
     */
    protected abstract T newPart();

    /**
     * Takes the rows of its samples from the batch. By default there are none.
     *
     * @param whole the batch
     */
    protected void take(T whole) {}

    /**
     * Takes the rows of this part's samples.
     *
     * @param <R> the row type
     * @param rows all rows of the batch; what a caller gave for an earlier batch may be fewer,
     *     which nobody reads then
     * @param own this part's array
     */
    protected final <R> void take(R[] rows, R[] own) {
        if (rows != null && rows.length >= first + count) {
            System.arraycopy(rows, first, own, 0, count);
        }
    }

    /**
     * The batch that this is a part of.
     *
     * @return itself where it is the only part
     */
    public final T batch() {
        return batch == null ? self() : batch;
    }

    /**
     * The index of the first sample in the batch.
     *
     * @return at least 0
     */
    public final int first() {
        return first;
    }

    /**
     * The number of samples.
     *
     * @return at least 1 in a batch that has any
     */
    public final int count() {
        return count;
    }

    /**
     * The first row of this part's share.
     *
     * @param rows how many rows all parts have together
     * @return the index of the row
     */
    public final int from(int rows) {
        return (int) ((long) rows * number / of);
    }

    /**
     * The row behind the last one of this part's share.
     *
     * @param rows how many rows all parts have together
     * @return the index of the row
     */
    public final int to(int rows) {
        return (int) ((long) rows * (number + 1) / of);
    }

    /**
     * Whether something that is done in one piece belongs to this part.
     *
     * @param piece the number of the piece
     * @return true for exactly one part
     */
    public final boolean takes(int piece) {
        return piece % of == number;
    }
}
