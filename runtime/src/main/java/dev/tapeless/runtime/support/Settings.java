package dev.tapeless.runtime.support;

/**
 * The checks of numbers that users set: what losses, optimizers, schedules and trainers are made
 * with. Each gives the number back, or throws an exception that says which setting it is, what was
 * found and what was expected.
 */
public final class Settings {
    private Settings() {}

    /**
     * Checks a number that may not be zero.
     *
     * @param what the setting's name, for the message
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is not a positive finite number
     */
    public static double requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", expected a finite number above 0");
        }
        return value;
    }

    /**
     * Checks a number that may be zero.
     *
     * @param what the setting's name, for the message
     * @param value its value
     * @return the value
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public static double requireNotNegative(String what, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", expected a finite number of at least 0");
        }
        return value;
    }

    /**
     * Checks a whole number.
     *
     * @param what the setting's name, for the message
     * @param value its value
     * @param least the smallest legal value
     * @return the value
     * @throws IllegalArgumentException if it is less
     */
    public static int requireAtLeast(String what, int value, int least) {
        requireAtLeast(what, (long) value, least);
        return value;
    }

    /**
     * Checks a whole number.
     *
     * @param what the setting's name, for the message
     * @param value its value
     * @param least the smallest legal value
     * @return the value
     * @throws IllegalArgumentException if it is less
     */
    public static long requireAtLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", expected at least " + least);
        }
        return value;
    }
}
