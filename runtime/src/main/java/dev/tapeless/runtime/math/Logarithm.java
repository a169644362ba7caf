package dev.tapeless.runtime.math;

/**
 * The natural logarithm of a {@code float}, evaluated in {@code double}: x = 2<sup>k</sup> m with m
 * in [sqrt(1/2), sqrt(2)), s = (m - 1) / (m + 1), and log x = k log 2 + 2 artanh s = k log 2 + s
 * P(s<sup>2</sup>).
 *
 * <p>P has degree 4. It is the minimax polynomial of 2 artanh(s) / s in relative error over 0 &lt;=
 * s<sup>2</sup> &lt;= 0.02944, found by Remez exchange in 60-digit arithmetic and then rounded to
 * {@code double}; its largest relative error after the rounding is 4.2e-12. For x near one, k is
 * zero and nothing cancels, so that the relative error of the logarithm is as small.
 */
final class Logarithm {

    private static final double LN_2 = 0x1.62e42fefa39efp-1;
    private static final long BITS_OF_SQRT_HALF = 0x3fe6a09e667f3bcdL;
    private static final long EXPONENT_BITS = 0xfff0_0000_0000_0000L;

    private static final double P0 = 0x1.0000000004a23p+1;
    private static final double P1 = 0x1.555554dac5f76p-1;
    private static final double P2 = 0x1.999a9ca197e25p-2;
    private static final double P3 = 0x1.2432bbe12a40ep-2;
    private static final double P4 = 0x1.e3b04d418a03dp-3;

    private Logarithm() {}

    /**
     * log x, relative error below 1e-11.
     *
     * @param x a positive, finite, normal double
     * @return the logarithm
     */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long aboveSqrtHalf = bits - BITS_OF_SQRT_HALF;
        double m = Double.longBitsToDouble(bits - (aboveSqrtHalf & EXPONENT_BITS));
        return (aboveSqrtHalf >> 52) * LN_2 + logOnePlus(m - 1);
    }

    /**
     * log(1 + x), relative error below 1e-11 also near zero.
     *
     * @param x a finite value of a float above -1
     * @return the logarithm
     */
    static double log1p(double x) {
        double sum = 1 + x;
        long bits = Double.doubleToRawLongBits(sum);
        long aboveSqrtHalf = bits - BITS_OF_SQRT_HALF;
        long k = aboveSqrtHalf >> 52;
        if (k == 0) {
            return logOnePlus(
                    x); // x itself, not sum - 1: the sum has lost the low bits of a small x
        }
        double m = Double.longBitsToDouble(bits - (aboveSqrtHalf & EXPONENT_BITS));
        return k * LN_2 + logOnePlus(m - 1);
    }

    /** log(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)); keeps the sign of a zero. */
    private static double logOnePlus(double f) {
        double s = f / (2 + f);
        double u = s * s;
        double u2 = u * u;
        return s * (P0 + P1 * u + u2 * (P2 + P3 * u + u2 * P4));
    }
}
