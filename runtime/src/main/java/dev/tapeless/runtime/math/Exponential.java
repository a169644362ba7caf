package dev.tapeless.runtime.math;

/**
 * The exponential of a {@code float}, evaluated in {@code double}: x log2(e) = k + t with an
 * integer k and |t| &lt;= 1/2, and e<sup>x</sup> = 2<sup>k</sup> (1 + t Q(t)).
 *
 * <p>Q has degree 7. It is the minimax polynomial of (2<sup>t</sup> - 1) / t in relative error over
 * [-1/2, 1/2], found by Remez exchange in 60-digit arithmetic and then rounded to {@code double};
 * its largest relative error after the rounding is 4.5e-12, a factor of 13,000 below half an ulp of
 * a {@code float}.
 */
final class Exponential {

    private static final double LOG2_E = 0x1.71547652b82fep+0;

    /**
     * 3 * 2<sup>51</sup>: adding it rounds to an integer, to nearest, and leaves that integer in
     * the low bits of the sum.
     */
    private static final double ROUNDER = 0x1.8p52;

    private static final long BITS_OF_ONE = 1023L << 52;

    private static final double Q0 = 0x1.62e42fef9cdf6p-1;
    private static final double Q1 = 0x1.ebfbdff85f47ap-3;
    private static final double Q2 = 0x1.c6b08da69c980p-5;
    private static final double Q3 = 0x1.3b2ab6a0e4bf2p-7;
    private static final double Q4 = 0x1.5d87762dfd843p-10;
    private static final double Q5 = 0x1.43099b46eb5f6p-13;
    private static final double Q6 = 0x1.00c080f84568ep-16;
    private static final double Q7 = 0x1.62c01925befcdp-20;

    private Exponential() {}

    /**
     * e<sup>x</sup>, relative error below 1e-11.
     *
     * @param x at most 150 in magnitude, or NaN
     * @return the exponential
     */
    static double exp(double x) {
        double z = x * LOG2_E;
        double shifted = z + ROUNDER;
        double t = z - (shifted - ROUNDER);
        double scale = powerOfTwo(shifted);
        return scale + scale * powerOfTwoMinusOne(t);
    }

    /**
     * e<sup>x</sup> - 1, relative error below 1e-11 also near zero; positive zero for both zeros.
     *
     * @param x at most 150 in magnitude, or NaN
     * @return the exponential less one
     */
    static double expm1(double x) {
        double z = x * LOG2_E;
        double shifted = z + ROUNDER;
        double t = z - (shifted - ROUNDER);
        double scale = powerOfTwo(shifted);
        return scale * powerOfTwoMinusOne(t) + (scale - 1);
    }

    /** 2<sup>k</sup> for the integer k that the low bits of a sum with {@link #ROUNDER} hold. */
    private static double powerOfTwo(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + BITS_OF_ONE);
    }

    /**
     * 2<sup>t</sup> - 1 for |t| &lt;= 1/2; a tree instead of Horner's chain, for its shorter
     * latency.
     */
    private static double powerOfTwoMinusOne(double t) {
        double t2 = t * t;
        double low = Q0 + Q1 * t + t2 * (Q2 + Q3 * t);
        double high = Q4 + Q5 * t + t2 * (Q6 + Q7 * t);
        return t * (low + t2 * t2 * high);
    }
}
