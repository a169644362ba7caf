package dev.tapeless.runtime.schedule;

/** The shape of a way from one rate to another. */
enum Annealing {
    /** Half a cosine. */
    COSINE,
    /** A straight line. */
    LINEAR;

    /**
     * A rate on the way.
     *
     * @param start where the way begins
     * @param end where it ends
     * @param done the share of the way that is done, from 0 to 1
     * @return the rate
     */
    double between(double start, double end, double done) {
        return this == COSINE ? end + (start - end) * cosine(done) : (end - start) * done + start;
    }

    /**
     * {@code (1 + cos(pi * done)) / 2}, as a squared cosine of an angle of at most 45 degrees:
     * larger angles would be reduced first, for which {@link StrictMath} may make arrays.
     *
     * @param done from 0 to 1
     * @return from 1 to 0
     */
    static double cosine(double done) {
        double root =
                done <= 0.5
                        ? StrictMath.cos(Math.PI / 2 * done)
                        : StrictMath.sin(Math.PI / 2 * (1 - done));
        return root * root;
    }
}
