package dev.tapeless.processor.ir.expression;

/** The error function in double precision. */
final class ErrorFunction {

    /** 2 / sqrt(pi): the slope at 0. */
    static final double SLOPE = 1.1283791670955126;

    /** From here on the series loses digits and the continued fraction is short. */
    private static final double FRACTION_FROM = 2;

    /** From here on the result is 1 in double precision. */
    private static final double ONE_FROM = 6;

    private ErrorFunction() {}

    /**
     * The error function.
     *
     * @param x its argument
     * @return the value, exact to a few units in the last place
     */
    static double erf(double x) {
        final double size = Math.abs(x);
        if (!(size < ONE_FROM)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        return size < FRACTION_FROM ? series(x) : Math.signum(x) * (1 - complement(size));
    }

    /** {@code 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (1*3*...*(2n+1))}: no cancellation. */
    private static double series(double x) {
        final double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.ulp(sum) / 8 && term != 0; n++) {
            term *= 2 * square / (2 * n + 1);
            sum += term;
        }
        return SLOPE * StrictMath.exp(-square) * sum;
    }

    /** Laplace's continued fraction of {@code 1 - erf}, from the inside out. */
    private static double complement(double x) {
        double tail = x;
        for (int n = 60; n >= 1; n--) {
            tail = x + n / 2.0 / tail;
        }
        return SLOPE / 2 * StrictMath.exp(-x * x) / tail;
    }
}
