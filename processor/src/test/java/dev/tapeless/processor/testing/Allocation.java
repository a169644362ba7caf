package dev.tapeless.processor.testing;

import java.lang.management.ManagementFactory;

/** Measures what the current thread allocates. */
public final class Allocation {

    private static final int ROUNDS = 8;

    private Allocation() {}

    /**
     * The bytes that running an action many times allocates, in the round that allocated least:
     * what the JVM allocates once, when it links or compiles, does not count, and what the action
     * allocates every time does.
     *
     * @param repetitions runs of the action in one round
     * @param action the action
     * @return bytes of one round
     */
    public static long ofRound(int repetitions, Runnable action) {
        final var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            final long before = threads.getThreadAllocatedBytes(id);
            for (int k = 0; k < repetitions; k++) {
                action.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
        }
        return least;
    }
}
