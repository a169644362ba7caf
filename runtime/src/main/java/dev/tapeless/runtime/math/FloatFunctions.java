package dev.tapeless.runtime.math;

/**
 * The elementary functions of a {@code float}, evaluated in {@code double} and rounded once.
 *
 * <p>Kernels in vectors have the same functions. So the steps are written once, in the processor's
 * description of elementary functions, and a test keeps every function of this class as it is
 * printed from there: whoever changes a step changes it there, and copies what the test expects.
 *
 * <p><b>Exponentials.</b> x log2(e) = k + t with an integer k and |t| &lt;= 1/2, and e<sup>x</sup>
 * = 2<sup>k</sup> (1 + t Q(t)). Q has degree 7. It is the minimax polynomial of (2<sup>t</sup> - 1)
 * / t in relative error over [-1/2, 1/2]; its largest relative error is 4.5e-12, a factor of 13,000
 * below half an ulp of a {@code float}. Above 89 an exponential is infinite, below -104 it is less
 * than half of the smallest subnormal float: zero. 1 - tanh(10) is 4e-9, less than half of the
 * distance from one to the next float below: one.
 *
 * <p><b>Logarithms.</b> x = 2<sup>k</sup> m with m in [sqrt(1/2), sqrt(2)), s = (m - 1) / (m + 1),
 * and log x = k log 2 + 2 artanh s = k log 2 + s P(s<sup>2</sup>). P has degree 4. It is the
 * minimax polynomial of 2 artanh(s) / s in relative error over 0 &lt;= s<sup>2</sup> &lt;= 0.02944;
 * its largest relative error is 4.2e-12. For x near one, k is zero and nothing cancels, so that the
 * relative error of the logarithm is as small. Where the sum 1 + x has no exponent, log1p goes on
 * with x itself, of which the sum has lost the low bits.
 *
 * <p><b>Error function.</b> erf(x) / x = A(u) / B(u) with u = x<sup>2</sup>, |x| &lt;= 4; largest
 * relative error 8.4e-12. 1 - erf(4) is 1.5e-8, less than half of the distance from one to the next
 * float below: one.
 *
 * <p>All coefficients were found in 60-digit arithmetic, the polynomials by Remez exchange, and
 * then rounded to {@code double}; the errors are those after the rounding. Polynomials are trees
 * instead of Horner's chains, for their shorter latency.
 */
final class FloatFunctions {

    private static final long BITS_OF_ONE = 1023L << 52;
    private static final long BITS_OF_SQRT_HALF = 0x3fe6a09e667f3bcdL;
    private static final long EXPONENT_BITS = 0xfff0_0000_0000_0000L;

    private FloatFunctions() {}

    /**
     * The exponential.
     *
     * @param v any value
     * @return e<sup>v</sup>
     */
    static float exp(float v) {
        if (v >= -104 && v <= 89) {
            double x = v;
            double z = x * 0x1.71547652b82fep0;
            double shifted = z + 0x1.8p52;
            double t = z - (shifted - 0x1.8p52);
            double scale = powerOfTwo(shifted);
            double t2 = t * t;
            double near =
                    t * 0x1.ebfbdff85f47ap-3
                            + 0x1.62e42fef9cdf6p-1
                            + t2 * (t * 0x1.3b2ab6a0e4bf2p-7 + 0x1.c6b08da69c98p-5);
            double far =
                    t * 0x1.43099b46eb5f6p-13
                            + 0x1.5d87762dfd843p-10
                            + t2 * (t * 0x1.62c01925befcdp-20 + 0x1.00c080f84568ep-16);
            double t4 = t2 * t2;
            double p = t * (near + t4 * far);
            double e = scale + scale * p;
            float rounded = (float) e;
            return rounded;
        }
        return v > 0 ? Float.POSITIVE_INFINITY : v < 0 ? 0 : Float.NaN;
    }

    /**
     * The exponential less one; a zero stays as it is.
     *
     * @param v any value
     * @return e<sup>v</sup> - 1
     */
    static float expm1(float v) {
        if (v >= -104 && v <= 89) {
            if (v == 0) {
                return v;
            }
            double x = v;
            double z = x * 0x1.71547652b82fep0;
            double shifted = z + 0x1.8p52;
            double t = z - (shifted - 0x1.8p52);
            double scale = powerOfTwo(shifted);
            double t2 = t * t;
            double near =
                    t * 0x1.ebfbdff85f47ap-3
                            + 0x1.62e42fef9cdf6p-1
                            + t2 * (t * 0x1.3b2ab6a0e4bf2p-7 + 0x1.c6b08da69c98p-5);
            double far =
                    t * 0x1.43099b46eb5f6p-13
                            + 0x1.5d87762dfd843p-10
                            + t2 * (t * 0x1.62c01925befcdp-20 + 0x1.00c080f84568ep-16);
            double t4 = t2 * t2;
            double p = t * (near + t4 * far);
            double e = scale * p + (scale - 1);
            float rounded = (float) e;
            return rounded;
        }
        return v > 0 ? Float.POSITIVE_INFINITY : v < 0 ? -1 : Float.NaN;
    }

    /**
     * The natural logarithm.
     *
     * @param v any value
     * @return log v
     */
    static float log(float v) {
        if (v > 0 && v <= Float.MAX_VALUE) {
            double x = v;
            double k = exponent(x);
            double f = significand(x) - 1;
            double s = f / (f + 2);
            double u = s * s;
            double u2 = u * u;
            double r =
                    s
                            * (u * 0x1.555554dac5f76p-1
                                    + 0x1.0000000004a23p1
                                    + u2
                                            * (u * 0x1.2432bbe12a40ep-2
                                                    + 0x1.999a9ca197e25p-2
                                                    + u2 * 0x1.e3b04d418a03dp-3));
            double y = k * 0x1.62e42fefa39efp-1 + r;
            float rounded = (float) y;
            return rounded;
        }
        return v == 0 ? Float.NEGATIVE_INFINITY : v > 0 ? v : Float.NaN;
    }

    /**
     * The logarithm of one plus v.
     *
     * @param v any value
     * @return log(1 + v)
     */
    static float log1p(float v) {
        if (v > -1 && v <= Float.MAX_VALUE) {
            double x = v;
            double sum = x + 1;
            double k = exponent(sum);
            double m = significand(sum) - 1;
            double f = k == 0 ? x : m;
            double s = f / (f + 2);
            double u = s * s;
            double u2 = u * u;
            double r =
                    s
                            * (u * 0x1.555554dac5f76p-1
                                    + 0x1.0000000004a23p1
                                    + u2
                                            * (u * 0x1.2432bbe12a40ep-2
                                                    + 0x1.999a9ca197e25p-2
                                                    + u2 * 0x1.e3b04d418a03dp-3));
            double large = k * 0x1.62e42fefa39efp-1 + r;
            double y = k == 0 ? r : large;
            float rounded = (float) y;
            return rounded;
        }
        return v == -1 ? Float.NEGATIVE_INFINITY : v > -1 ? v : Float.NaN;
    }

    /**
     * The hyperbolic tangent; a zero stays as it is.
     *
     * @param v any value
     * @return tanh v
     */
    static float tanh(float v) {
        if (Math.abs(v) <= 10) {
            double w = v;
            double x = Math.abs(w) * 2;
            double z = x * 0x1.71547652b82fep0;
            double shifted = z + 0x1.8p52;
            double t = z - (shifted - 0x1.8p52);
            double scale = powerOfTwo(shifted);
            double t2 = t * t;
            double near =
                    t * 0x1.ebfbdff85f47ap-3
                            + 0x1.62e42fef9cdf6p-1
                            + t2 * (t * 0x1.3b2ab6a0e4bf2p-7 + 0x1.c6b08da69c98p-5);
            double far =
                    t * 0x1.43099b46eb5f6p-13
                            + 0x1.5d87762dfd843p-10
                            + t2 * (t * 0x1.62c01925befcdp-20 + 0x1.00c080f84568ep-16);
            double t4 = t2 * t2;
            double p = t * (near + t4 * far);
            double e = scale * p + (scale - 1);
            double y = e / (e + 2);
            float rounded = (float) y;
            return Math.copySign(rounded, v);
        }
        return v > 0 ? 1 : v < 0 ? -1 : Float.NaN;
    }

    /**
     * The logistic function.
     *
     * @param v any value
     * @return 1 / (1 + e<sup>-v</sup>)
     */
    static float sigmoid(float v) {
        if (v >= -104 && v <= 89) {
            double w = v;
            double x = -w;
            double z = x * 0x1.71547652b82fep0;
            double shifted = z + 0x1.8p52;
            double t = z - (shifted - 0x1.8p52);
            double scale = powerOfTwo(shifted);
            double t2 = t * t;
            double near =
                    t * 0x1.ebfbdff85f47ap-3
                            + 0x1.62e42fef9cdf6p-1
                            + t2 * (t * 0x1.3b2ab6a0e4bf2p-7 + 0x1.c6b08da69c98p-5);
            double far =
                    t * 0x1.43099b46eb5f6p-13
                            + 0x1.5d87762dfd843p-10
                            + t2 * (t * 0x1.62c01925befcdp-20 + 0x1.00c080f84568ep-16);
            double t4 = t2 * t2;
            double p = t * (near + t4 * far);
            double e = scale + scale * p;
            double y = 1 / (e + 1);
            float rounded = (float) y;
            return rounded;
        }
        return v > 0 ? 1 : v < 0 ? 0 : Float.NaN;
    }

    /**
     * The error function.
     *
     * @param v any value
     * @return erf(v)
     */
    static float erf(float v) {
        if (v >= -4 && v <= 4) {
            double x = v;
            double u = x * x;
            double u2 = u * u;
            double u4 = u2 * u2;
            double numeratorNear =
                    u * 0x1.9a4b1a856e6ffp-3
                            + 0x1.20dd75041fe17p0
                            + u2 * (u * 0x1.452f324e024ffp-8 + 0x1.dc19735bda814p-5);
            double numeratorFar =
                    u * 0x1.6d8000bd8dd24p-16
                            + 0x1.0cf9300e55921p-11
                            + u2 * (u * 0x1.9cfcfa7a3ade3p-29 + 0x1.94238d05abe4cp-21);
            double numerator = numeratorNear + u4 * numeratorFar;
            double denominatorNear =
                    u * 0x1.0591e69d94907p-1
                            + 1
                            + u2 * (u * 0x1.224c99e682196p-6 + 0x1.f2e2c8d158263p-4);
            double denominatorFar =
                    u * 0x1.d3b4b0f6bfd96p-14
                            + 0x1.c19dece6e70adp-10
                            + u2 * (u * 0x1.3ad1e388362a7p-24 + 0x1.2f4097e42bafap-18);
            double denominator = denominatorNear + u4 * denominatorFar;
            double y = x * numerator / denominator;
            float rounded = (float) y;
            return rounded;
        }
        return v > 0 ? 1 : v < 0 ? -1 : Float.NaN;
    }

    /**
     * 2<sup>k</sup> for the integer k that the low bits of a sum with 3 * 2<sup>51</sup> hold:
     * adding that number rounds to an integer, to nearest, and leaves it there.
     */
    private static double powerOfTwo(double shifted) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(shifted) << 52) + BITS_OF_ONE);
    }

    /** m in [sqrt(1/2), sqrt(2)), where x = 2<sup>k</sup> m. */
    private static double significand(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return Double.longBitsToDouble(bits - ((bits - BITS_OF_SQRT_HALF) & EXPONENT_BITS));
    }

    /** k of the same. */
    private static double exponent(double x) {
        return (Double.doubleToRawLongBits(x) - BITS_OF_SQRT_HALF) >> 52;
    }
}
