package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignTest {

    @Test
    void isTheSignOfEveryNumber() {
        for (int bits = 0; bits >= 0 && bits <= 0x7f800000; bits += 4099) {
            float x = Float.intBitsToFloat(bits);
            assertEquals(Math.signum(x), Sign.of(x));
            assertEquals(-Math.signum(x), Sign.of(-x));
        }
        for (float x : new float[] {Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, 1 / 0f}) {
            assertEquals(1, Sign.of(x));
            assertEquals(-1, Sign.of(-x));
        }
        for (double x : new double[] {Double.MIN_VALUE, Double.MIN_NORMAL, 1, 1e308, 1 / 0.0}) {
            assertEquals(1, Sign.of(x));
            assertEquals(-1, Sign.of(-x));
        }
        assertEquals(0, Sign.of(0f));
        assertEquals(-0.0, Sign.of(-0.0));
        assertEquals(Float.NaN, Sign.of(Float.NaN));
        assertEquals(Double.NaN, Sign.of(Double.NaN));
    }
}
