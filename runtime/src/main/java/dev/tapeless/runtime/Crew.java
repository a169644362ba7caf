package dev.tapeless.runtime;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The caller and its helpers at work. A round is one call: its parts are claimed one by one from a
 * counter by whoever comes, so a helper that never comes is not missed.
 *
 * <p>One number holds the round, how many parts it has and how many are claimed. A claim counts it
 * up by comparing and setting all three, so whoever holds one knows that this round is not over,
 * and that what it reads belongs to it.
 */
final class Crew {
    /** Most threads of a crew. */
    static final int MOST_THREADS = 1024;

    /** How long a thread looks for what it waits for, at least: to wake up takes as long. */
    private static final long LEAST_SPIN_NANOS = 50_000;

    /** And at most, however long it has worked. */
    private static final long MOST_SPIN_NANOS = 500_000;

    /** How long a helper waits for another round before its thread goes back to the executor. */
    static final long STAY_NANOS = 5_000_000;

    private static final int PART_BITS = 16;
    private static final int PART_MASK = (1 << PART_BITS) - 1;

    private final Executor executor;
    private final Helper[] helpers;

    /** The number of the round, of its parts, and of those that are claimed. */
    private final AtomicLong claims = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** The thread of the caller. */
    private volatile Thread caller;

    // Written before a round opens, read by those who hold a claim.
    private List<?> parts;
    private Consumer<Object> task;

    /**
     * A crew without work.
     *
     * @param executor runs helpers
     * @param helpers how many there are beside the caller
     */
    Crew(Executor executor, int helpers) {
        this.executor = executor;
        this.helpers = new Helper[helpers];
        for (int k = 0; k < helpers; k++) {
            this.helpers[k] = new Helper();
        }
    }

    /**
     * Does something with each part. To be called by one thread at a time.
     *
     * @param newParts the parts
     * @param newTask what to do with each
     */
    void run(List<?> newParts, Consumer<?> newTask) {
        int count = newParts.size();
        if (count > PART_MASK) {
            throw new IllegalArgumentException(
                    count + " parts, expected at most " + PART_MASK + "; make them larger");
        }
        parts = newParts;
        task = taking(newTask);
        caller = Thread.currentThread();
        unfinished.set(count);
        claims.set((((round() + 1) << PART_BITS) | count) << PART_BITS);
        for (int k = 0; k < helpers.length && k < count - 1; k++) {
            helpers[k].call();
        }
        long began = System.nanoTime();
        work();
        awaitOthers(patience(System.nanoTime() - began));
        parts = null;
        task = null;
        if (failure.getPlain() != null) {
            rethrow(failure.getAndSet(null));
        }
    }

    /** A task gets nothing but the parts that it was given with. */
    @SuppressWarnings("unchecked")
    private static Consumer<Object> taking(Consumer<?> task) {
        return (Consumer<Object>) task;
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        } else if (thrown instanceof Error error) {
            throw error;
        }
        throw new CompletionException(thrown); // a task cannot declare one, but some throw it
    }

    /**
     * How long a thread looks for what it waits for before it sleeps. On virtual machines waking up
     * takes up to 80 microseconds, several times a step of training; and the loss of a large batch,
     * which one thread computes, takes longer than the least. So a thread waits awake for as long
     * as it has just worked: at most half of what it takes of a processor is wasted.
     *
     * @param worked how long its part of the last round took, in nanoseconds
     * @return nanoseconds
     */
    static long patience(long worked) {
        return Math.max(LEAST_SPIN_NANOS, Math.min(MOST_SPIN_NANOS, worked));
    }

    private long round() {
        return round(claims.get());
    }

    private static long round(long claims) {
        return claims >>> (2 * PART_BITS);
    }

    /**
     * Does parts until all are claimed, and says of which round they were: another one may have
     * begun since.
     */
    private long work() {
        while (true) {
            long seen = claims.get();
            int next = (int) seen & PART_MASK;
            if (next >= ((int) (seen >>> PART_BITS) & PART_MASK)) {
                return round(seen);
            }
            if (claims.compareAndSet(seen, seen + 1)) {
                work(next);
            }
        }
    }

    private void work(int part) {
        try {
            if (failure.getPlain() == null) {
                task.accept(parts.get(part));
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        } finally {
            if (unfinished.decrementAndGet() == 0) {
                Thread waiting = caller;
                if (waiting != Thread.currentThread()) {
                    LockSupport.unpark(waiting);
                }
            }
        }
    }

    /** Waits for parts that helpers have begun, awake for some nanoseconds. */
    private void awaitOthers(long awake) {
        if (unfinished.get() == 0) {
            return;
        }
        long began = System.nanoTime();
        while (unfinished.get() != 0) {
            if (System.nanoTime() - began < awake) {
                Thread.onSpinWait();
            } else if (Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait(); // it cannot be parked, and the interruption is the caller's
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** What an executor runs: work on this round, and on those that follow soon. */
    private final class Helper implements Runnable {
        private static final int AWAY = 0;
        private static final int CALLED = 1;
        private static final int ASLEEP = 2;

        private final AtomicInteger state = new AtomicInteger(AWAY);
        private volatile Thread thread;

        /**
         * Asks the helper to come. The round is open already: one that is about to leave sees it
         * after it has said that it is away, so it comes back or is called.
         */
        void call() {
            int now = state.get();
            if (now == ASLEEP) {
                LockSupport.unpark(thread);
            } else if (now == AWAY && state.compareAndSet(AWAY, CALLED)) {
                try {
                    executor.execute(this);
                } catch (RejectedExecutionException none) {
                    state.set(AWAY);
                } catch (RuntimeException | Error thrown) {
                    state.set(AWAY);
                    failure.compareAndSet(null, thrown);
                }
            }
        }

        @Override
        public void run() {
            Thread current = Thread.currentThread();
            if (current == caller) { // an executor that runs everything in the caller is no help
                state.set(AWAY);
                return;
            }
            long began;
            long done;
            do {
                thread = current;
                do {
                    began = System.nanoTime();
                    done = work();
                } while (awaitRound(done, patience(System.nanoTime() - began)));
                thread = null;
                state.set(AWAY);
            } while (round() != done && state.compareAndSet(AWAY, CALLED));
        }

        /** Waits for the round after one, awake at first, and says whether it came in time. */
        private boolean awaitRound(long last, long awake) {
            long began = System.nanoTime();
            while (System.nanoTime() - began < awake) {
                if (round() != last) {
                    return true;
                }
                Thread.onSpinWait();
            }
            state.set(ASLEEP);
            while (round() == last) {
                long left = STAY_NANOS - (System.nanoTime() - began);
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(Crew.this, left);
            }
            state.set(CALLED);
            return true;
        }
    }
}
