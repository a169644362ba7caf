package dev.tapeless.runtime.support;

/**
 * How generated kernels cut products into tiles, and where their panels begin.
 *
 * <p>A panel is an array into which a kernel copies what its tiles read again and again. A vector
 * that touches two lines of the cache is read at less than half of the speed, and Java does not say
 * where in memory an array lies. So the panel is read from each place at which its vectors may
 * begin, and they begin where that was fastest. Results do not depend on it. After some calls it is
 * measured again, because the garbage collector moves arrays.
 *
 * <p>A Xeon with AVX-512, gradient of 512x512 weights for 128 samples, JDK 17: 189 GFLOP/s from the
 * best start and 162 from the seven others.
 */
public final class Tiling {
    /**
     * Numbers of a panel behind its vectors: as many as a start may skip, the start, and the calls
     * for which it holds.
     */
    public static final int EXTRA = 18;

    /** Bytes of a line of the cache, and of the widest vectors. */
    private static final int LINE_BYTES = 64;

    /** Arrays lie at multiples of as many bytes. */
    private static final int ARRAY_BYTES = 8;

    /** Calls for which a start holds: a measurement takes 20 us. */
    private static final int CALLS = 1000;

    /** Times that every start is measured; the least time counts. */
    private static final int ROUNDS = 3;

    /** Readings of a panel that are measured at once, in 0.3 to 0.7 us. */
    private static final int READINGS = 4;

    /**
     * Time after which a measurement is given up until the next call: before the readings are
     * compiled, each takes as long as all of them afterwards.
     */
    private static final int MOST_NANOS = 300_000;

    /** No start was found. */
    private static final int NONE = -1;

    private Tiling() {}

    /**
     * Reads a panel.
     *
     * @param <P> the type of the panel
     */
    @FunctionalInterface
    public interface Reader<P> {
        /**
         * Reads all vectors.
         *
         * @param panel the panel
         * @param start where they begin
         * @return a sum of what was read, so that it has to be read
         */
        double read(P panel, int start);
    }

    /**
     * How many of some rows go to tiles of a size, so that tiles of one row less take the others,
     * where that can be.
     *
     * @param rows how many rows there are
     * @param size the rows of a tile
     * @return a multiple of the size
     */
    public static int rows(int rows, int size) {
        int smaller = (size - rows % size) % size;
        int others = rows - smaller * (size - 1);
        return others >= 0 ? others : rows / size * size;
    }

    /**
     * Where the vectors of a panel begin. The panel belongs to the calling thread.
     *
     * @param panel the panel, new or as the last call left it
     * @param reader reads it
     * @return the index of the first element
     */
    public static int start(float[] panel, Reader<float[]> reader) {
        int left = panel.length - 1;
        int start = panel.length - 2;
        if (panel[left] == 0) {
            int found = fastest(panel, reader, Float.BYTES);
            panel[left] = found == NONE ? 1 : CALLS;
            panel[start] = Math.max(found, 0);
        }
        panel[left]--;
        return (int) panel[start];
    }

    /**
     * Where the vectors of a panel begin. The panel belongs to the calling thread.
     *
     * @param panel the panel, new or as the last call left it
     * @param reader reads it
     * @return the index of the first element
     */
    public static int start(double[] panel, Reader<double[]> reader) {
        int left = panel.length - 1;
        int start = panel.length - 2;
        if (panel[left] == 0) {
            int found = fastest(panel, reader, Double.BYTES);
            panel[left] = found == NONE ? 1 : CALLS;
            panel[start] = Math.max(found, 0);
        }
        panel[left]--;
        return (int) panel[start];
    }

    private static <P> int fastest(P panel, Reader<P> reader, int elementBytes) {
        int best = 0;
        long least = Long.MAX_VALUE;
        double sum = 0;
        long begin = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            for (int start = 0; start < LINE_BYTES; start += ARRAY_BYTES) {
                long before = System.nanoTime();
                for (int k = 0; k < READINGS; k++) {
                    sum += reader.read(panel, start / elementBytes);
                }
                long now = System.nanoTime();
                if (now - begin > MOST_NANOS) {
                    return NONE;
                }
                if (now - before < least) {
                    least = now - before;
                    best = start / elementBytes;
                }
            }
        }
        return Double.isNaN(sum) ? NONE : best;
    }
}
