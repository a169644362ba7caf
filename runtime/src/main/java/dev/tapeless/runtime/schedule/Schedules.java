package dev.tapeless.runtime.schedule;

import dev.tapeless.runtime.math.Elementary;
import dev.tapeless.runtime.support.Settings;

/**
 * The usual schedules. In their formulas r is the rate the optimizer was made with and t the number
 * of steps done before, 0 for the first; names and defaults are PyTorch's.
 */
public final class Schedules {
    private Schedules() {}

    /**
     * Always r.
     *
     * @return the schedule
     */
    public static Schedule constant() {
        return (initial, step) -> initial;
    }

    /**
     * {@code r * gamma^floor(t / size)}, as {@code StepLR}.
     *
     * @param size steps between two decays, at least 1
     * @param gamma what the rate is multiplied by, usually 0.1
     * @return the schedule
     * @throws IllegalArgumentException if one is outside its range
     */
    public static Schedule step(long size, double gamma) {
        Settings.requireAtLeast("size", size, 1);
        Settings.requireNotNegative("gamma", gamma);
        return (initial, step) -> initial * Elementary.power(gamma, step / size);
    }

    /**
     * {@code r * gamma^(milestones reached)}, as {@code MultiStepLR}.
     *
     * @param gamma what the rate is multiplied by at each milestone, usually 0.1
     * @param milestones the steps from which on it is, in any order
     * @return the schedule
     * @throws IllegalArgumentException if gamma is outside its range
     */
    public static Schedule multiStep(double gamma, long... milestones) {
        Settings.requireNotNegative("gamma", gamma);
        long[] copy = milestones.clone();
        return (initial, step) -> {
            int reached = 0;
            for (long milestone : copy) {
                reached += step >= milestone ? 1 : 0;
            }
            return initial * Elementary.power(gamma, reached);
        };
    }

    /**
     * {@code r * gamma^t}, as {@code ExponentialLR}.
     *
     * @param gamma what the rate is multiplied by at each step, usually just below 1
     * @return the schedule
     * @throws IllegalArgumentException if gamma is outside its range
     */
    public static Schedule exponential(double gamma) {
        Settings.requireNotNegative("gamma", gamma);
        return (initial, step) -> initial * Elementary.power(gamma, step);
    }

    /**
     * {@code r / (1 + decay * t)}, as Keras's {@code InverseTimeDecay} of one decay step.
     *
     * @param decay how fast the rate falls, at least 0
     * @return the schedule
     * @throws IllegalArgumentException if the decay is outside its range
     */
    public static Schedule inverseTime(double decay) {
        Settings.requireNotNegative("decay", decay);
        return (initial, step) -> initial / (1 + decay * step);
    }

    /**
     * A straight line between two factors of r, as {@code LinearLR}; constant afterwards.
     *
     * @param startFactor the first step's factor (PyTorch's default is a third)
     * @param endFactor the factor from step {@code steps} on (PyTorch's default is 1)
     * @param steps the length of the line, at least 1 (PyTorch's default is 5)
     * @return the schedule
     * @throws IllegalArgumentException if one is outside its range
     */
    public static Schedule linear(double startFactor, double endFactor, long steps) {
        Settings.requireNotNegative("start factor", startFactor);
        Settings.requireNotNegative("end factor", endFactor);
        Settings.requireAtLeast("steps", steps, 1);
        return (initial, step) -> {
            double done = Math.min(step, steps) / (double) steps;
            return initial * (startFactor + (endFactor - startFactor) * done);
        };
    }

    /**
     * Linear warm-up: {@code r * (t + 1) / steps}, then r. The first step already moves; one that
     * starts at zero is {@code linear(0, 1, steps)}.
     *
     * @param steps its length, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if it is not positive
     */
    public static Schedule warmUp(long steps) {
        Settings.requireAtLeast("steps", steps, 1);
        return (initial, step) -> step + 1 < steps ? initial * (step + 1) / steps : initial;
    }

    /**
     * {@code r * (1 - t / steps)^power}, as {@code PolynomialLR}; zero afterwards.
     *
     * @param steps its length, at least 1
     * @param power the exponent, at least 0; 1 for a straight line
     * @return the schedule
     * @throws IllegalArgumentException if one is outside its range
     */
    public static Schedule polynomial(long steps, double power) {
        Settings.requireAtLeast("steps", steps, 1);
        Settings.requireNotNegative("power", power);
        return (initial, step) -> {
            double left = 1 - Math.min(step, steps) / (double) steps;
            if (power == Math.rint(power) && power < Long.MAX_VALUE) {
                return initial * Elementary.power(left, (long) power);
            }
            return left == 0 ? 0 : initial * StrictMath.exp(power * StrictMath.log(left));
        };
    }

    /**
     * Half a cosine from r to zero: {@link #cosine(long, double)} with the smallest rate 0.
     *
     * @param steps its length, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if it is not positive
     */
    public static Schedule cosine(long steps) {
        return cosine(steps, 0);
    }

    /**
     * {@code m + (r - m) * (1 + cos(pi * t / steps)) / 2}, as {@code CosineAnnealingLR}: after
     * {@code steps} steps it rises again, as PyTorch's does; {@code cosine(n).until(n, ...)} ends
     * it. Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
     *
     * @param steps half its period, at least 1; PyTorch's {@code T_max}
     * @param smallest the smallest rate, m; PyTorch's {@code eta_min}
     * @return the schedule
     * @throws IllegalArgumentException if one is outside its range
     */
    public static Schedule cosine(long steps, double smallest) {
        Settings.requireAtLeast("steps", steps, 1);
        Settings.requireNotNegative("smallest rate", smallest);
        return (initial, step) -> {
            long phase = step % (2 * steps);
            double done = Math.min(phase, 2 * steps - phase) / (double) steps;
            return smallest + (initial - smallest) * Annealing.cosine(done);
        };
    }

    /**
     * Cosines that begin anew from r, as {@code CosineAnnealingWarmRestarts}: the first one takes
     * {@code first} steps, each next one {@code growth} times as many as the one before. Loshchilov
     * and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017.
     *
     * @param first the length of the first cosine, at least 1; PyTorch's {@code T_0}
     * @param growth the factor of their lengths, at least 1; PyTorch's {@code T_mult}
     * @param smallest the rate that each one falls towards; PyTorch's {@code eta_min}
     * @return the schedule
     * @throws IllegalArgumentException if one is outside its range
     */
    public static Schedule cosineRestarts(long first, int growth, double smallest) {
        Settings.requireAtLeast("first", first, 1);
        Settings.requireAtLeast("growth", growth, 1);
        Settings.requireNotNegative("smallest rate", smallest);
        return (initial, step) -> {
            long length = first;
            long phase = step;
            if (growth == 1) {
                phase %= length;
            }
            while (phase >= length) {
                phase -= length;
                length *= growth;
            }
            double done = phase / (double) length;
            return smallest + (initial - smallest) * Annealing.cosine(done);
        };
    }

    /**
     * The 1cycle policy: up to a largest rate and down again, as {@code OneCycleLR} (without its
     * cycle of the momentum).
     *
     * @param largest the largest rate; the optimizer's own is not used
     * @param steps the whole length, at least 2
     * @return the schedule, with PyTorch's settings
     * @throws IllegalArgumentException if one is outside its range
     */
    public static OneCycle oneCycle(double largest, long steps) {
        return new OneCycle(largest, steps);
    }
}
