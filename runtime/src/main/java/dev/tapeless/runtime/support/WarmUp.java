package dev.tapeless.runtime.support;

/**
 * Calls something until the just-in-time compiler has done what it can: until the calls no longer
 * become faster. There is one of these for all networks of a JVM, {@link #OF_THIS_JVM}.
 */
final class WarmUp {
    /** What the JVM's compiler has been shown is shown to all networks. */
    static final WarmUp OF_THIS_JVM = new WarmUp();

    /**
     * How often operations run before the first kernels: HotSpot counts which types it sees after
     * 200 calls of a method and asks its best compiler at 5000, and each time has two dozen calls.
     */
    private static final int OPERATION_ROUNDS = 500;

    /**
     * Rounds after which HotSpot's best compiler has been asked for everything that has a loop: it
     * wants 600 calls, and a round has five of each kernel.
     */
    private static final int LEAST_ROUNDS = 250;

    /** Rounds after which it has been asked for what has none, too: it wants 5000 calls. */
    private static final int ENOUGH_ROUNDS = 1000;

    /** Rounds without becoming faster after which nothing more is expected. */
    private static final int STEADY_ROUNDS = 500;

    /** The same as time: the compiler may need some for a kernel of short rounds. */
    private static final long SHORT_NANOS = 100_000_000;

    /** Time without becoming faster after which long rounds need not be as many. */
    private static final long LONG_NANOS = 500_000_000;

    /** The most rounds, and the most time, whose mean is compared with that of others. */
    private static final int ROUNDS = 100;

    private static final long NANOS = 100_000_000;

    /** Less than this part of the time before is faster, and not a matter of chance. */
    private static final double FASTER = 0.8;

    /** Whatever happens, a warm-up ends. */
    private static final long MOST_NANOS = 10_000_000_000L;

    private boolean hasBegun;

    /** Nothing has been shown to the compiler so far. */
    WarmUp() {}

    /**
     * Shows the just-in-time compiler every operation of vectors before it compiles the first; does
     * nothing once that is done. HotSpot (JDK 17) expects of later kernels what the first had, and
     * where it was wrong too often in methods that all share, long kernels make objects of vectors.
     *
     * @param operations uses each of them once; what it throws comes out, and the next to call
     *     begins anew
     */
    synchronized void begin(Runnable operations) {
        if (!hasBegun) {
            for (int k = 0; k < OPERATION_ROUNDS; k++) {
                operations.run();
            }
            hasBegun = true;
        }
    }

    /**
     * Calls a round of kernels.
     *
     * @param round what is to be compiled
     */
    void run(Runnable round) {
        long start = System.nanoTime();
        long before = start;
        long steadyFrom = start;
        int steadyRounds = 0;
        int together = 0;
        double best = Double.MAX_VALUE;
        for (int rounds = 1; ; rounds++) {
            round.run();
            together++;
            long now = System.nanoTime();
            if (together == ROUNDS || now - before >= NANOS) {
                double mean = (double) (now - before) / together;
                if (mean < FASTER * best) {
                    steadyFrom = now;
                    steadyRounds = rounds;
                }
                best = Math.min(best, mean);
                before = now;
                together = 0;
            }
            long steady = now - steadyFrom;
            boolean isEnough = rounds >= ENOUGH_ROUNDS && rounds - steadyRounds >= STEADY_ROUNDS;
            if (now - start >= MOST_NANOS
                    || (isEnough && steady >= SHORT_NANOS)
                    || (rounds >= LEAST_ROUNDS && steady >= LONG_NANOS)) {
                return;
            }
        }
    }
}
