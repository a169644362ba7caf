package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SettingsTest {

    @Test
    void legalNumbersAreGivenBack() {
        assertEquals(Double.MIN_VALUE, Settings.requirePositive("least", Double.MIN_VALUE));
        assertEquals(Double.MAX_VALUE, Settings.requirePositive("most", Double.MAX_VALUE));
        assertEquals(0.0, Settings.requireNotNegative("zero", 0.0));
        assertEquals(2, Settings.requireAtLeast("least", 2, 2));
        assertEquals(1L << 40, Settings.requireAtLeast("much", 1L << 40, 2L));
    }

    @Test
    void othersAreRefused() {
        double[] never = {-Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN};
        for (double value : never) {
            refused(
                    "delta is " + value + ", expected a finite number above 0",
                    () -> Settings.requirePositive("delta", value));
            refused(
                    "momentum is " + value + ", expected a finite number of at least 0",
                    () -> Settings.requireNotNegative("momentum", value));
        }
        refused(
                "delta is 0.0, expected a finite number above 0",
                () -> Settings.requirePositive("delta", 0));
        refused("epochs is 0, expected at least 1", () -> Settings.requireAtLeast("epochs", 0, 1));
        refused(
                "steps is -1, expected at least 0",
                () -> Settings.requireAtLeast("steps", -1L, 0L));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
