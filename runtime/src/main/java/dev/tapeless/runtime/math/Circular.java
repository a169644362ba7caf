package dev.tapeless.runtime.math;

/**
 * Sine and cosine of a {@code float}, evaluated in {@code double}: x = k pi/2 + r with |r| &lt;=
 * pi/4, then one of two polynomials by the quadrant k mod 4.
 *
 * <p>sin r = r S(r<sup>2</sup>) with S of degree 4, and cos r = 1 - r<sup>2</sup>/2 + r<sup>4</sup>
 * C(r<sup>2</sup>) with C of degree 3: minimax polynomials for the relative error of sine and
 * cosine over |r| &lt;= 1.00001 pi/4, found by Remez exchange in 60-digit arithmetic and then
 * rounded to {@code double}; largest relative errors after the rounding 4.6e-12 and 1.2e-13. Below
 * 2<sup>20</sup> the reduction subtracts k pi/2 in two pieces, the first of them exactly; above, it
 * multiplies x by as many bits of 2/pi as matter, in integers.
 */
final class Circular {

    /**
     * Below this limit k has at most 20 bits, so that k times the 33 bits of {@link #HALF_PI_HIGH}
     * is exact.
     */
    private static final float PLAIN_REDUCTION_LIMIT = 0x1p20f;

    private static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;
    private static final double HALF_PI = 0x1.921fb54442d18p+0;

    /** The first 33 bits of pi/2. */
    private static final double HALF_PI_HIGH = 0x1.921fb544p+0;

    /** pi/2 - HALF_PI_HIGH. */
    private static final double HALF_PI_LOW = 0x1.0b4611a626331p-34;

    /** Adding 3 * 2<sup>51</sup> rounds to an integer and leaves it in the low bits of the sum. */
    private static final double ROUNDER = 0x1.8p52;

    /** 2/pi: 64 zero bits, then its first 256 bits after the binary point. */
    private static final long[] TWO_OVER_PI_BITS = {
        0L, 0xa2f9836e4e441529L, 0xfc2757d1f534ddc0L, 0xdb6295993c439041L, 0xfe5163abdebbc561L
    };

    private static final long LOW_32 = 0xffff_ffffL;

    private static final double S0 = 0x1.fffffffff5fe9p-1;
    private static final double S1 = -0x1.55555548e3184p-3;
    private static final double S2 = 0x1.111107184c6e2p-7;
    private static final double S3 = -0x1.a00ec6febd051p-13;
    private static final double S4 = 0x1.6cb0a21ad42c4p-19;

    private static final double C2 = 0x1.5555554ed96c5p-5;
    private static final double C3 = -0x1.6c16b829f34fdp-10;
    private static final double C4 = 0x1.a010deb7d6f12p-16;
    private static final double C5 = -0x1.241e96dcd1e1cp-22;

    private Circular() {}

    /**
     * Sine of x moved on by a number of quadrants: 0 gives the sine, 1 the cosine.
     *
     * @param x any value
     * @param quadrants how many times pi/2 is added to x
     * @return sin(x + quadrants pi/2), NaN for infinities and NaN
     */
    static double sine(float x, int quadrants) {
        if (Math.abs(x) < PLAIN_REDUCTION_LIMIT) {
            double shifted = x * TWO_OVER_PI + ROUNDER;
            double k = shifted - ROUNDER;
            double r = x - k * HALF_PI_HIGH - k * HALF_PI_LOW;
            return inQuadrant(r, (int) Double.doubleToRawLongBits(shifted) + quadrants);
        }
        if (Math.abs(x) <= Float.MAX_VALUE) {
            return ofLarge(x, quadrants);
        }
        return Double.NaN;
    }

    private static double inQuadrant(double r, int quadrant) {
        double u = r * r;
        double u2 = u * u;
        double y =
                (quadrant & 1) == 0
                        ? r * (S0 + S1 * u + u2 * (S2 + S3 * u + u2 * S4))
                        : 1 - 0.5 * u + u2 * (C2 + C3 * u + u2 * (C4 + C5 * u));
        return (quadrant & 2) == 0 ? y : -y;
    }

    /**
     * The reduction of |x| &gt;= 2<sup>20</sup>. With x = m 2<sup>e</sup> and m of 24 bits, those
     * bits of 2/pi whose weight times 2<sup>e</sup> is 4 or more only add whole turns. The next 128
     * bits times m give x * 2/pi modulo 4 with an error below 2<sup>-70</sup>, whereas no float
     * comes nearer to a multiple of pi/2 than 2<sup>-29.3</sup> (tried on all of them).
     */
    private static double ofLarge(float x, int quadrants) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = ((bits >>> 23) & 0xff) - 150;
        long m = (bits & 0x7f_ffff) | 0x80_0000;
        int first = 62 + exponent; // index of the bit whose weight times 2^e is 2
        long high = window(first);
        long low = window(first + 64);
        long lowest = m * (low & LOW_32);
        long middle = m * (low >>> 32) + (lowest >>> 32);
        long turns = m * high + (middle >>> 32); // in units of 2^-62 quadrants, modulo 4 quadrants
        int k = (int) ((turns + (1L << 61)) >>> 62);
        long fraction = turns - ((long) k << 62);
        double r = (fraction * 0x1p-62 + (middle & LOW_32) * 0x1p-94) * HALF_PI;
        return bits < 0 ? inQuadrant(-r, quadrants - k) : inQuadrant(r, quadrants + k);
    }

    /** 64 bits of 2/pi from a bit index on. */
    private static long window(int index) {
        int word = index >>> 6;
        int shift = index & 63;
        // two shifts, because a shift by 64 - 0 would be one by 0
        return TWO_OVER_PI_BITS[word] << shift | TWO_OVER_PI_BITS[word + 1] >>> 1 >>> (63 - shift);
    }
}
