package dev.tapeless.samples;

import dev.tapeless.runtime.Workers;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that a command trains with: its own, and others that end with it. */
public final class Threads implements AutoCloseable {
    private final ExecutorService others;
    private final int count;

    /**
     * Threads that start when they are needed.
     *
     * @param count how many, the caller among them
     */
    public Threads(int count) {
        this.count = count;
        this.others = Executors.newFixedThreadPool(Math.max(1, count - 1));
    }

    /**
     * Threads for work that is worth them.
     *
     * @return what a trainer takes
     */
    public Workers workers() {
        return Workers.of(others, count);
    }

    /**
     * Threads for any work, however little.
     *
     * @return what a trainer takes
     */
    public Workers alwaysWorking() {
        return Workers.of(others, count, 0);
    }

    @Override
    public void close() {
        others.shutdownNow();
    }
}
