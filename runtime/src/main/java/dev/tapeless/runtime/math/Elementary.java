package dev.tapeless.runtime.math;

/**
 * The elementary functions of activation formulas, with the same bits on every JVM and every
 * processor.
 *
 * <p>{@link Math#exp} and its siblings may differ by an ulp between two machines, or between
 * interpreted and compiled code of one machine; a network trained with them is not reproducible.
 * The functions of this class use only operations whose result the Java language fixes. All are
 * pure, thread-safe and allocate nothing.
 *
 * <p><b>float.</b> Own polynomials, evaluated in {@code double} and rounded once. The result is the
 * float nearest to the exact value, or in rare cases (the exact value then lies within 0.0002 ulp
 * of the midpoint of two floats) the neighbour on its other side. This holds for the whole range:
 * subnormal arguments and results, zeros (odd functions keep the sign of zero), infinities, and
 * huge arguments of sine and cosine.
 *
 * <p><b>double.</b> {@link StrictMath} (specified bit by bit: the fdlibm algorithms), within one
 * ulp; {@code sigmoid} is built from its exponential, within 2.5 ulps, and {@code erf} is this
 * project's own, within 1.1 ulps.
 *
 * <p>A NaN argument gives NaN in every function. Which of the NaN bit patterns it is, is left open,
 * as everywhere in Java.
 */
public final class Elementary {

    private Elementary() {}

    /**
     * The exponential e<sup>x</sup>.
     *
     * @param x any value
     * @return e<sup>x</sup>; infinity on overflow (from 88.73 on), zero on underflow (from -103.98
     *     on)
     */
    public static float exp(float x) {
        return FloatFunctions.exp(x);
    }

    /**
     * The natural logarithm.
     *
     * @param x any value
     * @return log x; minus infinity for zeros, NaN for negative x
     */
    public static float log(float x) {
        return FloatFunctions.log(x);
    }

    /**
     * log(1 + x), without the loss of digits that the sum would bring near zero.
     *
     * @param x any value
     * @return log(1 + x); x itself for zeros, minus infinity for -1, NaN for x &lt; -1
     */
    public static float log1p(float x) {
        return FloatFunctions.log1p(x);
    }

    /**
     * e<sup>x</sup> - 1, without the loss of digits that the difference would bring near zero.
     *
     * @param x any value
     * @return e<sup>x</sup> - 1; x itself for zeros, infinity on overflow, -1 for minus infinity
     */
    public static float expm1(float x) {
        return FloatFunctions.expm1(x);
    }

    /**
     * The hyperbolic tangent.
     *
     * @param x any value
     * @return tanh x, within [-1, 1]; x itself for zeros
     */
    public static float tanh(float x) {
        return FloatFunctions.tanh(x);
    }

    /**
     * The logistic function 1 / (1 + e<sup>-x</sup>).
     *
     * @param x any value
     * @return sigmoid(x), within [0, 1]; also its small values for very negative x are correct to
     *     the last bit
     */
    public static float sigmoid(float x) {
        return FloatFunctions.sigmoid(x);
    }

    /**
     * The error function 2/sqrt(pi) &#8747;<sub>0</sub><sup>x</sup> e<sup>-t²</sup> dt.
     *
     * @param x any value
     * @return erf(x), within [-1, 1]; x itself for zeros
     */
    public static float erf(float x) {
        return FloatFunctions.erf(x);
    }

    /**
     * The sine.
     *
     * @param x an angle in radians, of any size
     * @return sin x; x itself for zeros, NaN for infinities
     */
    public static float sin(float x) {
        return (float) Circular.sine(x, 0);
    }

    /**
     * The cosine.
     *
     * @param x an angle in radians, of any size
     * @return cos x; NaN for infinities
     */
    public static float cos(float x) {
        return (float) Circular.sine(x, 1);
    }

    /**
     * The exponential e<sup>x</sup>, as {@link StrictMath#exp}.
     *
     * @param x any value
     * @return e<sup>x</sup>; infinity on overflow, zero on underflow
     */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /**
     * The natural logarithm, as {@link StrictMath#log}.
     *
     * @param x any value
     * @return log x; minus infinity for zeros, NaN for negative x
     */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /**
     * log(1 + x), as {@link StrictMath#log1p}.
     *
     * @param x any value
     * @return log(1 + x); x itself for zeros, minus infinity for -1, NaN for x &lt; -1
     */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /**
     * e<sup>x</sup> - 1, as {@link StrictMath#expm1}.
     *
     * @param x any value
     * @return e<sup>x</sup> - 1; x itself for zeros, infinity on overflow, -1 for minus infinity
     */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /**
     * The hyperbolic tangent, as {@link StrictMath#tanh}.
     *
     * @param x any value
     * @return tanh x, within [-1, 1]; x itself for zeros
     */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /**
     * The logistic function: 1 / (1 + e<sup>-x</sup>) for positive x, e<sup>x</sup> / (1 +
     * e<sup>x</sup>) for negative x, so that neither side overflows or loses digits.
     *
     * @param x any value
     * @return sigmoid(x), within [0, 1]
     */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + StrictMath.exp(-x));
        }
        double e = StrictMath.exp(x);
        return e / (1 + e);
    }

    /**
     * The error function 2/sqrt(pi) &#8747;<sub>0</sub><sup>x</sup> e<sup>-t²</sup> dt.
     *
     * @param x any value
     * @return erf(x), within [-1, 1]; x itself for zeros
     */
    public static double erf(double x) {
        return ErrorFunction.ofDouble(x);
    }

    /**
     * The sine, as {@link StrictMath#sin}.
     *
     * @param x an angle in radians, of any size
     * @return sin x; x itself for zeros, NaN for infinities
     */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /**
     * The cosine, as {@link StrictMath#cos}.
     *
     * @param x an angle in radians, of any size
     * @return cos x; NaN for infinities
     */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /**
     * A whole power by repeated squaring: unlike {@link StrictMath#pow}, which makes arrays,
     * without allocation.
     *
     * @param base the base
     * @param exponent the exponent, at least 0
     * @return base to the power of the exponent, within an ulp for each squaring and product; 1 for
     *     the exponent 0
     */
    public static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
