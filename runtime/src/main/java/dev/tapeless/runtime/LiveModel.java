package dev.tapeless.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * A model that any number of threads predict with while one thread trains it. Every prediction sees
 * all parameters (and running statistics) as they were at one publication, and nobody ever waits
 * for a lock.
 *
 * <pre>{@code
 * LiveModel<float[]> live = LiveModel.of(net, () -> SpamNetwork.create(0));
 *
 * trainer.step(inputs, targets, count);      // the thread that learns
 * live.publish();
 *
 * live.predict(input, output);               // any thread, at any time
 * live.read((model, version) -> {            // several predictions with the same parameters
 *     model.predict(first, firstOutput);
 *     model.predict(second, secondOutput);
 *     return version;
 * });
 * }</pre>
 *
 * <p>Predictions never touch the model that learns. They use copies of it: one is current, and
 * {@link #publish} writes the parameters into another that nobody reads, then makes that one
 * current. A reader counts itself in before it reads a copy and then looks again whether the copy
 * is still current; only if it is, it reads. A copy that was seen unread after it had ceased to be
 * current is therefore unread until it is current again, so no reader ever sees a copy that is
 * being written. (The idea is that of Ramalhete and Correia's "Left-right", 2013, with as many
 * copies as there are slow readers.) A reader tries again only when something was published between
 * two of its instructions, so it finishes after a bounded number of publications; the publisher
 * never waits at all.
 *
 * <p>There are as many copies as were ever read at the same time, plus one that is current and one
 * to write to: two or three, mostly. After that neither predictions nor publications allocate.
 *
 * @param <R> the row type, {@code float[]} or {@code double[]}
 */
public final class LiveModel<R> {
    private final Model<R> learner;
    private final Parameters<R> learnt; // with buffers: predictions use running statistics too
    private final Supplier<? extends Model<R>> supplier;

    /** Belongs to the thread that publishes. */
    private final List<Copy<R>> copies = new ArrayList<>();

    private volatile Copy<R> current;

    /**
     * Several predictions from the same parameters.
     *
     * @param <R> the row type
     * @param <T> what they come to
     */
    @FunctionalInterface
    public interface Reading<R, T> {
        /**
         * Predicts.
         *
         * @param model a model whose parameters do not change before this method returns; not to be
         *     kept, trained or changed
         * @param version the number of the publication that its parameters come from
         * @return anything
         */
        T read(Model<R> model, long version);
    }

    private LiveModel(Model<R> learner, Supplier<? extends Model<R>> supplier) {
        this.learner = learner;
        this.learnt = Parameters.withBuffers(learner);
        this.supplier = supplier;
        this.current = newCopy();
    }

    /**
     * A live model, which starts with the learner's parameters as publication 0.
     *
     * @param <R> the row type
     * @param learner the model that learns; only the thread that trains it uses it
     * @param copies makes another model of the same class, of any parameters
     * @return the live model
     * @throws IllegalArgumentException if the parameters of a copy differ in name or shape from the
     *     learner's, or it is the learner itself
     */
    public static <R> LiveModel<R> of(Model<R> learner, Supplier<? extends Model<R>> copies) {
        return new LiveModel<>(learner, copies);
    }

    /**
     * Makes the learner's parameters, as they are now, the ones that predictions see from now on.
     * To be called by the thread that trains.
     */
    public void publish() {
        Copy<R> before = current;
        Copy<R> next = unread(before);
        next.numbers.copyFrom(learnt);
        next.version = before.version + 1;
        current = next; // volatile: whoever sees the copy sees all that was written into it
    }

    /**
     * The number of the last publication.
     *
     * @return 0 until {@link #publish} was called, then one more for each call
     */
    public long version() {
        return read((model, version) -> version);
    }

    /**
     * Computes the output for one sample and allocates nothing. Thread-safe.
     *
     * @param input a row of the model's input size
     * @param output a row of its output size, overwritten; another array than the input
     * @throws IllegalArgumentException if a row's length is wrong, or both are one array
     */
    public void predict(R input, R output) {
        Copy<R> copy = enter();
        try {
            copy.model.predict(input, output);
        } finally {
            copy.leave();
        }
    }

    /**
     * Computes the output for one sample. Thread-safe.
     *
     * @param input a row of the model's input size
     * @return a new row of its output size
     * @throws IllegalArgumentException if the row's length is wrong
     */
    public R predict(R input) {
        Copy<R> copy = enter();
        try {
            return copy.model.predict(input);
        } finally {
            copy.leave();
        }
    }

    /**
     * Computes the outputs of the first {@code count} samples, all with the same parameters.
     * Thread-safe.
     *
     * @param inputs rows of the model's input size
     * @param outputs rows of its output size, overwritten
     * @param count how many rows to compute
     * @throws IllegalArgumentException if the count or a row's length is wrong
     */
    public void predict(R[] inputs, R[] outputs, int count) {
        Copy<R> copy = enter();
        try {
            copy.model.predict(inputs, outputs, count);
        } finally {
            copy.leave();
        }
    }

    /**
     * Does anything that takes several predictions from the same parameters. Thread-safe. A copy
     * cannot be written to while it is read: what takes long costs memory.
     *
     * @param <T> what comes of it
     * @param reading what to do
     * @return what it gave
     */
    public <T> T read(Reading<R, T> reading) {
        Copy<R> copy = enter();
        try {
            return reading.read(copy.model, copy.version);
        } finally {
            copy.leave();
        }
    }

    private Copy<R> enter() {
        while (true) {
            Copy<R> copy = current;
            copy.enter();
            if (copy == current) {
                return copy;
            }
            copy.leave(); // it may be written to by now
        }
    }

    private Copy<R> unread(Copy<R> taken) {
        for (int i = 0; i < copies.size(); i++) {
            Copy<R> copy = copies.get(i);
            if (copy != taken && copy.isUnread()) {
                return copy;
            }
        }
        return newCopy();
    }

    private Copy<R> newCopy() {
        Model<R> model = supplier.get();
        if (model == learner) {
            throw new IllegalArgumentException(
                    "the copy is the model that learns, expected a new one of the same class");
        }
        Copy<R> copy = new Copy<>(model);
        copy.numbers.copyFrom(learnt);
        copies.add(copy);
        return copy;
    }

    /** A model and the number of those who read it. */
    private static final class Copy<R> {
        /** Threads count in places of their own, so that they do not fight for a cache line. */
        private static final int PLACES = 16;

        /** Numbers between two places: with 4-byte numbers, 64 bytes, a cache line each. */
        private static final int STRIDE = 16;

        private final Model<R> model;
        private final Parameters<R> numbers;
        private final AtomicIntegerArray readers = new AtomicIntegerArray((PLACES + 1) * STRIDE);

        /** Written before the copy becomes current, and read only while it is. */
        private long version;

        Copy(Model<R> model) {
            this.model = model;
            this.numbers = Parameters.withBuffers(model);
        }

        void enter() {
            readers.getAndIncrement(place());
        }

        void leave() {
            readers.getAndDecrement(place());
        }

        /**
         * For a copy that is not current. A place that was seen empty stays so in effect: whoever
         * counts in afterwards sees that the copy is not current and leaves it alone.
         */
        boolean isUnread() {
            for (int place = 1; place <= PLACES; place++) {
                if (readers.get(place * STRIDE) != 0) {
                    return false;
                }
            }
            return true;
        }

        /** The first line of the array is left empty: it holds the length that everybody reads. */
        private static int place() {
            return (1 + ((int) Thread.currentThread().getId() & (PLACES - 1))) * STRIDE;
        }
    }
}
