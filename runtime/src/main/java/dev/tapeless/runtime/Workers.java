package dev.tapeless.runtime;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Threads that share the work on a batch. They are the caller's own: an executor lends them, and
 * nothing here starts or stops a thread.
 *
 * <pre>{@code
 * ExecutorService pool = Executors.newFixedThreadPool(3);
 * Workers workers = Workers.of(pool, 4);             // three of the pool, and the caller
 *
 * Trainer.of(net).workers(workers)...                // training
 * net.parallel(workers);                             // prediction of many samples
 * }</pre>
 *
 * <p>What is divided are results, never a sum: samples for all that depends on one sample only,
 * rows of the gradient where samples are summed, blocks of parameters for an optimizer. So the bits
 * do not depend on the number of threads, nor on which of them does what.
 *
 * <p>The thread that calls does its share, and also every other that nobody has begun. So a call
 * never waits for a thread that has not started: an executor may be busy, reject what it is given,
 * or run it late, even never, and only time is lost. A thread that has come stays for the next call
 * for some milliseconds before it goes back to its executor; a step of training needs several
 * calls, and the executor is asked once. It waits awake for as long as it has just worked, from 50
 * to 500 microseconds, and then asleep. After the first call none allocates.
 *
 * <p>Several models may have the same workers, and so may several threads: those who call while the
 * workers are busy do all their work themselves.
 */
public final class Workers {
    /**
     * Multiply-adds below which work is not divided. To wake a thread takes 5 to 50 microseconds,
     * in which a core does about a million multiply-adds in vectors.
     */
    private static final long LEAST_WORK = 1 << 20;

    private static final Workers ONE = new Workers(Runnable::run, 1, Long.MAX_VALUE);

    private final int threads;
    private final long leastWork;
    private final Crew crew;
    private final AtomicBoolean busy = new AtomicBoolean();

    private Workers(Executor executor, int threads, long leastWork) {
        this.threads = threads;
        this.leastWork = leastWork;
        this.crew = new Crew(executor, threads - 1);
    }

    /**
     * The calling thread alone.
     *
     * @return workers that divide nothing
     */
    public static Workers one() {
        return ONE;
    }

    /**
     * The calling thread, and others that an executor lends.
     *
     * @param executor runs what the others do; it should have {@code threads - 1} threads to spare
     * @param threads how many threads work at the same time, the caller among them
     * @return the workers
     * @throws IllegalArgumentException if there is less than one thread, or more than 1024
     */
    public static Workers of(Executor executor, int threads) {
        return of(executor, threads, LEAST_WORK);
    }

    /**
     * The calling thread, and others that an executor lends for work that is worth it.
     *
     * @param executor runs what the others do; it should have {@code threads - 1} threads to spare
     * @param threads how many threads work at the same time, the caller among them
     * @param leastWork how many multiply-adds a call must be worth to be divided; a million by
     *     default, which takes a core some ten microseconds, as waking a thread does
     * @return the workers
     * @throws IllegalArgumentException if there is less than one thread, or more than 1024, or the
     *     least work is negative
     */
    public static Workers of(Executor executor, int threads, long leastWork) {
        Objects.requireNonNull(executor, "executor");
        if (threads < 1 || threads > Crew.MOST_THREADS) {
            throw new IllegalArgumentException(
                    "threads is " + threads + ", expected 1 to " + Crew.MOST_THREADS);
        } else if (leastWork < 0) {
            throw new IllegalArgumentException(
                    "least work is " + leastWork + ", expected at least 0 multiply-adds");
        }
        return new Workers(executor, threads, leastWork);
    }

    /**
     * How many threads work at the same time.
     *
     * @return at least 1
     */
    public int threads() {
        return threads;
    }

    /**
     * Into how many parts work is to be divided.
     *
     * @param multiplyAdds about how many multiply-adds it is worth
     * @return the number of threads, or 1 where others would come too late
     */
    public int parts(long multiplyAdds) {
        return multiplyAdds < leastWork ? 1 : threads;
    }

    /**
     * Does something with each part, each once, some at the same time. Returns when all are done;
     * what was written before a call is seen by the task, and what it wrote is seen after it.
     *
     * @param <T> what a part is
     * @param parts the parts, at most 65,535; none must need what another one does
     * @param task what to do with each
     * @throws RuntimeException what a task threw, of several the first; parts that had not begun by
     *     then are left out
     */
    public <T> void run(List<? extends T> parts, Consumer<? super T> task) {
        if (begins(parts)) {
            try {
                crew.run(parts, task);
            } finally {
                busy.set(false);
            }
        } else {
            alone(parts, task);
        }
    }

    /**
     * Does several things with each part: when one is done with all parts, the next begins.
     *
     * @param <T> what a part is
     * @param parts the parts, as above
     * @param tasks what to do with each, one after the other
     * @throws RuntimeException what a task threw, as above; no other task begins then
     */
    public <T> void run(List<? extends T> parts, List<? extends Consumer<? super T>> tasks) {
        // Lists are walked by index: an iterator would be allocated.
        if (begins(parts)) {
            try {
                for (int k = 0; k < tasks.size(); k++) {
                    crew.run(parts, tasks.get(k));
                }
            } finally {
                busy.set(false);
            }
        } else {
            for (int k = 0; k < tasks.size(); k++) {
                alone(parts, tasks.get(k));
            }
        }
    }

    /** Whether others help the caller from now on, until it says that they are not busy. */
    private boolean begins(List<?> parts) {
        return parts.size() > 1 && threads > 1 && busy.compareAndSet(false, true);
    }

    private static <T> void alone(List<? extends T> parts, Consumer<? super T> task) {
        for (int k = 0; k < parts.size(); k++) {
            task.accept(parts.get(k));
        }
    }

    /**
     * The number of threads, for messages.
     *
     * @return for example {@code 4 threads}
     */
    @Override
    public String toString() {
        return threads + (threads == 1 ? " thread" : " threads");
    }
}
