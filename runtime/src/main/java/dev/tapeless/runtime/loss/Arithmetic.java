package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.math.Elementary;

/**
 * The elementary functions that a loss is computed with. All else is in double, but outputs of a
 * network in single precision are not known better than a float, and its exponentials take a third
 * of the time. Losses whose value is a small difference of such functions do without this: a
 * divergence near 0 would be all rounding.
 */
enum Arithmetic {
    /** For networks in single precision: arguments and results are floats. */
    FLOAT {
        @Override
        double exp(double x) {
            return Elementary.exp((float) x);
        }

        @Override
        double log(double x) {
            return Elementary.log((float) x);
        }

        @Override
        double log1p(double x) {
            return Elementary.log1p((float) x);
        }

        @Override
        double leastLogarithm() {
            return Elementary.log(Float.MIN_VALUE);
        }
    },

    /** For networks in double precision. */
    DOUBLE {
        @Override
        double exp(double x) {
            return Elementary.exp(x);
        }

        @Override
        double log(double x) {
            return Elementary.log(x);
        }

        @Override
        double log1p(double x) {
            return Elementary.log1p(x);
        }

        @Override
        double leastLogarithm() {
            return Elementary.log(Double.MIN_VALUE);
        }
    };

    /**
     * The exponential.
     *
     * @param x any value
     * @return e to the power of x
     */
    abstract double exp(double x);

    /**
     * The natural logarithm.
     *
     * @param x any value
     * @return log x
     */
    abstract double log(double x);

    /**
     * The natural logarithm of 1 + x, exact to the last digits also where x is small.
     *
     * @param x any value
     * @return log(1 + x)
     */
    abstract double log1p(double x);

    /**
     * The logarithm of the smallest positive number.
     *
     * @return about -103 for floats, -744 for doubles
     */
    abstract double leastLogarithm();
}
