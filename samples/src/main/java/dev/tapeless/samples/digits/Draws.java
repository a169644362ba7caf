package dev.tapeless.samples.digits;

import dev.tapeless.runtime.RandomStream;

/** The random numbers of one image, one after the other. */
final class Draws {
    private final long key;
    private int drawn;

    /** Draws of a key from {@link RandomStream#key}; equal keys give equal draws. */
    Draws(long key) {
        this.key = key;
    }

    /** A whole number from 0 to {@code bound - 1}. */
    int below(int bound) {
        return RandomStream.uniformInt(key, next(), bound);
    }

    /** A number between two others, each as likely as the next. */
    double between(double low, double high) {
        return low + (high - low) * RandomStream.uniformDouble(key, next());
    }

    /**
     * A number near 0: the sum of four uniform ones, which is close to a normal distribution and
     * never far out.
     */
    double around(double standardDeviation) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += RandomStream.uniformDouble(key, next());
        }
        return (sum - 2) * Math.sqrt(3) * standardDeviation;
    }

    private int next() {
        return drawn++;
    }
}
