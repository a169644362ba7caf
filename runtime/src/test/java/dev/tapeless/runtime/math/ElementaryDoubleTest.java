package dev.tapeless.runtime.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;

/** The double functions: StrictMath by bits, and the two that are not there against 60 digits. */
class ElementaryDoubleTest {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal PI =
            new BigDecimal(
                    "3.14159265358979323846264338327950288419716939937510582097494459230781641");
    private static final BigDecimal TWO_OVER_SQRT_PI =
            BigDecimal.valueOf(2).divide(PI.sqrt(DIGITS), DIGITS);

    @Test
    void isStrictMathWhereThatHasTheFunction() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 100_000; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            assertEquals(StrictMath.exp(x), Elementary.exp(x));
            assertEquals(StrictMath.log(x), Elementary.log(x));
            assertEquals(StrictMath.log1p(x), Elementary.log1p(x));
            assertEquals(StrictMath.expm1(x), Elementary.expm1(x));
            assertEquals(StrictMath.tanh(x), Elementary.tanh(x));
            assertEquals(StrictMath.sin(x), Elementary.sin(x));
            assertEquals(StrictMath.cos(x), Elementary.cos(x));
        }
    }

    @Test
    void erfIsWithinOneUlpAndAQuarter() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 1500; i++) {
            double x =
                    (i % 3 == 0 ? random.nextDouble() : 6.2 * random.nextDouble())
                            * (i % 2 == 0 ? 1 : -1);
            assertWithin(1.25, erf(x), Elementary.erf(x), "erf(" + x + ")");
        }
        for (int exponent = -300; exponent < 0; exponent += 7) {
            double x = Math.scalb(1.37, exponent);
            assertWithin(1.25, erf(x), Elementary.erf(x), "erf(" + x + ")");
        }
    }

    @Test
    void onePlusErfIsRightToHalfAnUlpOfOneAndNeverNegative() {
        for (double x = -9; x <= -0.5; x += 0.01) {
            double found = 1 + Elementary.erf(x);
            assertTrue(found >= 0, "1 + erf(" + x + ") = " + found);
            BigDecimal exact = BigDecimal.ONE.add(erf(x));
            double error = new BigDecimal(found).subtract(exact).abs().doubleValue();
            assertTrue(error <= 1.2e-16, "1 + erf(" + x + ") is off by " + error);
        }
    }

    @Test
    void erfAtSpecialArguments() {
        assertEquals(0.0, Elementary.erf(0.0));
        assertEquals(-0.0, Elementary.erf(-0.0));
        assertEquals(1.0, Elementary.erf(Double.POSITIVE_INFINITY));
        assertEquals(-1.0, Elementary.erf(Double.NEGATIVE_INFINITY));
        assertEquals(1.0, Elementary.erf(5.95));
        assertEquals(1.0, Elementary.erf(Math.nextDown(5.95)));
        assertEquals(-1.0, Elementary.erf(-1e300));
        assertTrue(Double.isNaN(Elementary.erf(Double.NaN)));
        assertEquals(Double.MIN_VALUE, Elementary.erf(Double.MIN_VALUE));
        assertEquals(Math.nextUp(Elementary.erf(1.0)), Elementary.erf(Math.nextUp(1.0)), 3e-16);
    }

    @Test
    void sigmoidIsStableOnBothSides() {
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 500; i++) {
            double x = 80 * random.nextDouble() - 40;
            BigDecimal exact =
                    BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(new BigDecimal(-x))), DIGITS);
            assertWithin(2.5, exact, Elementary.sigmoid(x), "sigmoid(" + x + ")");
        }
        assertEquals(0.5, Elementary.sigmoid(0.0));
        assertEquals(0.5, Elementary.sigmoid(-0.0));
        assertEquals(1.0, Elementary.sigmoid(800.0));
        assertEquals(0.0, Elementary.sigmoid(-800.0));
        assertEquals(Double.MIN_VALUE, Elementary.sigmoid(-745.0));
        assertEquals(1.0, Elementary.sigmoid(Double.POSITIVE_INFINITY));
        assertEquals(0.0, Elementary.sigmoid(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(Elementary.sigmoid(Double.NaN)));
    }

    private static void assertWithin(double ulps, BigDecimal exact, double found, String what) {
        BigDecimal difference = new BigDecimal(found).subtract(exact).abs();
        double error = difference.doubleValue() / Math.ulp(exact.doubleValue());
        assertTrue(error <= ulps, () -> what + " = " + found + " is off by " + error + " ulps");
    }

    /**
     * The series 2/sqrt(pi) sum of (-1)^n x^(2n+1) / (n! (2n+1)); its terms stay below 10^17 up to
     * x = 9.
     */
    private static BigDecimal erf(double x) {
        if (Math.abs(x) > 6.5) {
            return BigDecimal.valueOf(Math.signum(x)); // 1 - erf(6.5) is 4e-20
        }
        BigDecimal value = new BigDecimal(x);
        BigDecimal square = value.multiply(value, DIGITS);
        BigDecimal power = value;
        BigDecimal sum = value;
        for (int n = 1; n < 400; n++) {
            power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
            sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
            if (power.abs().compareTo(value.abs().scaleByPowerOfTen(-45)) < 0) {
                break;
            }
        }
        return sum.multiply(TWO_OVER_SQRT_PI, DIGITS);
    }

    private static BigDecimal exp(BigDecimal x) {
        BigDecimal reduced = x.divide(BigDecimal.valueOf(64), DIGITS);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n < 60; n++) {
            term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.pow(64, DIGITS);
    }
}
