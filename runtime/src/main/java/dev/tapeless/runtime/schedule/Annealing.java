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
     * {@code (1 + cos(pi * done)) / 2}, as the square of a cosine or sine of at most 45 degrees: 1
     * at 0 and 0 at 1 exactly. The series take the place of {@link StrictMath}, whose functions
     * make an array at each call (JDK 25).
     *
     * @param done from 0 to 1
     * @return from 1 to 0
     */
    static double cosine(double done) {
        double root =
                done <= 0.5 ? smallCosine(Math.PI / 2 * done) : smallSine(Math.PI / 2 * (1 - done));
        return root * root;
    }

    /** Taylor's series; the first term left out is below 1e-20 up to 45 degrees. */
    private static double smallCosine(double angle) {
        double sum = 1;
        for (int k = 18; k > 0; k -= 2) {
            sum = 1 - sum * angle * angle / (k * (k - 1));
        }
        return sum;
    }

    /** Taylor's series; the first term left out is below 1e-21 up to 45 degrees. */
    private static double smallSine(double angle) {
        double sum = 1;
        for (int k = 19; k > 1; k -= 2) {
            sum = 1 - sum * angle * angle / (k * (k - 1));
        }
        return angle * sum;
    }
}
