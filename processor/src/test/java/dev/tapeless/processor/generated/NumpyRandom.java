package dev.tapeless.processor.generated;

/**
 * The numbers of NumPy's legacy generator: the Mersenne Twister MT19937 (M. Matsumoto and T.
 * Nishimura, ACM TOMACS 8, 1998) and Marsaglia's polar method, in the order in which {@code
 * numpy.random.seed} and {@code randn} give them.
 */
final class NumpyRandom {

    private static final int N = 624;
    private static final int M = 397;

    private final int[] state = new int[N];
    private int position = N;
    private boolean hasSecond;
    private double second;

    /**
     * As {@code numpy.random.seed} starts it.
     *
     * @param seed the seed
     */
    NumpyRandom(int seed) {
        state[0] = seed;
        for (int k = 1; k < N; k++) {
            state[k] = 1812433253 * (state[k - 1] ^ (state[k - 1] >>> 30)) + k;
        }
    }

    private int next() {
        if (position == N) {
            for (int k = 0; k < N; k++) {
                final int y = (state[k] & 0x80000000) | (state[(k + 1) % N] & 0x7fffffff);
                state[k] = state[(k + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            position = 0;
        }
        int y = state[position++];
        y ^= y >>> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >>> 18);
    }

    /** A number in [0, 1) of 53 bits. */
    private double uniform() {
        final long high = next() >>> 5;
        final long low = next() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** The next number of {@code randn}. */
    double gaussian() {
        if (hasSecond) {
            hasSecond = false;
            return second;
        }
        double x;
        double y;
        double r;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            r = x * x + y * y;
        } while (r >= 1 || r == 0);
        final double f = Math.sqrt(-2 * StrictMath.log(r) / r);
        second = f * x;
        hasSecond = true;
        return f * y;
    }
}
