package dev.tapeless.runtime.math;

/**
 * The error function in full {@code double} precision.
 *
 * <p>All coefficients were found in 60-digit arithmetic and then rounded to {@code double}. A
 * polynomial is the minimax one by Remez exchange; a rational function interpolates, and the
 * interpolation points were moved until all local maxima of its relative error were level.
 */
final class ErrorFunction {

    /**
     * erf(5.95) differs from one by less than half of the distance to the next double below one.
     */
    private static final double SATURATION = 5.95;

    /** erf(x) / x - 1 as a polynomial in x^2, |x| &lt;= 1; largest error 1.1e-17 of erf(x) / x. */
    private static final double[] NEAR_ZERO = {
        0x1.06eba8214db69p-3, -0x1.812746b0379e6p-2, 0x1.ce2f21a042b20p-4, -0x1.b82ce3128498dp-6,
        0x1.565bcd0db005dp-8, -0x1.c02db3d8e5947p-11, 0x1.f9a321a038efbp-14, -0x1.f4d1df2784e79p-17,
        0x1.b9def0b2ab987p-20, -0x1.5f1d2ebd039c6p-23, 0x1.f7a3b98dd3048p-27,
                -0x1.3869a7e994951p-30,
        0x1.0576a10c85f6ep-34
    };

    /**
     * exp(x^2) (1 - erf(x)), 1 &lt;= x &lt;= 6.05: numerator; largest relative error of the
     * quotient 4.8e-17.
     */
    private static final double[] TAIL_NUMERATOR = {
        0x1.ffffffbb0346cp-1, 0x1.d8c40fe5956c1p+0, 0x1.ae82b4fce2db4p+0, 0x1.e5815859ec9b1p-1,
        0x1.6ab613e5dfcf8p-2, 0x1.6728c1b5fdfabp-4, 0x1.b8bb05271f81bp-7, 0x1.0a0e48f0cee48p-10
    };

    private static final double[] TAIL_DENOMINATOR = {
        0x1.0000000000000p+0, 0x1.7cd0c1b9115d0p+1, 0x1.027ad3480090bp+2, 0x1.a42ce8cfc2a6cp+1,
        0x1.c1eed92e48a7ep+0, 0x1.478c0f3c4b7a0p-1, 0x1.402381a33dfc7p-3, 0x1.869656c18e0afp-6,
        0x1.d79256807214ap-10
    };

    private ErrorFunction() {}

    /**
     * erf(x) in double precision. Beyond 1 it is one minus the tail, and the tail is
     * e<sup>-x²</sup> times a slowly varying function, so that 1 + erf(x) of a negative x is right
     * to half an ulp of one.
     *
     * @param x any value
     * @return the error function
     */
    static double ofDouble(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= 1) {
            return x + x * polynomial(NEAR_ZERO, x * x);
        }
        if (magnitude < SATURATION) {
            double quotient =
                    polynomial(TAIL_NUMERATOR, magnitude) / polynomial(TAIL_DENOMINATOR, magnitude);
            double erf = 1 - StrictMath.exp(-magnitude * magnitude) * quotient;
            return x < 0 ? -erf : erf;
        }
        return magnitude >= SATURATION ? Math.copySign(1.0, x) : Double.NaN;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = sum * x + coefficients[i];
        }
        return sum;
    }
}
