package dev.tapeless.runtime.support;

/**
 * Calls something until the just-in-time compiler has done what it can: until the calls no longer
 * become faster.
 */
final class WarmUp {
    /**
     * How often operations run before the first kernels: HotSpot counts which types it sees after
     * 200 calls of a method and asks its best compiler at 5000, and each time has two dozen calls.
     */
    private static final int OPERATION_ROUNDS = 500;

    /**
     * Calls after which HotSpot's best compiler has been asked for everything that has a loop: it
     * wants 600 calls, or 5000 where there is none.
     */
    private static final int LEAST_ROUNDS = 1000;

    /** Calls whose time is compared with that of others. */
    private static final int ROUNDS = 100;

    /** How often as many calls may take as long as before until nothing more is expected. */
    private static final int STEADY = 5;

    /** Less than this part of the time before is faster, and not a matter of chance. */
    private static final double FASTER = 0.8;

    /** Whatever happens, a warm-up ends. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private static boolean hasBegun;

    private WarmUp() {}

    /**
     * Shows the just-in-time compiler every operation of vectors before it compiles the first; does
     * nothing the second time in a JVM. HotSpot (JDK 17) expects of later kernels what the first
     * had, and where it was wrong too often in methods that all share, long kernels make objects of
     * vectors.
     *
     * @param operations uses each of them once
     */
    static synchronized void begin(Runnable operations) {
        if (!hasBegun) {
            hasBegun = true;
            for (int k = 0; k < OPERATION_ROUNDS; k++) {
                operations.run();
            }
        }
    }

    /**
     * Calls a round of kernels.
     *
     * @param round what is to be compiled
     */
    static void run(Runnable round) {
        long start = System.nanoTime();
        long before = start;
        long best = Long.MAX_VALUE;
        int steady = 0;
        for (int rounds = ROUNDS; ; rounds += ROUNDS) {
            for (int k = 0; k < ROUNDS && System.nanoTime() - start < MOST_NANOS; k++) {
                round.run();
            }
            long now = System.nanoTime();
            steady = now - before < FASTER * best ? 0 : steady + 1;
            best = Math.min(best, now - before);
            before = now;
            if (now - start >= MOST_NANOS || (rounds >= LEAST_ROUNDS && steady >= STEADY)) {
                return;
            }
        }
    }
}
