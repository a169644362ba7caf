package dev.tapeless.runtime.schedule;

import dev.tapeless.runtime.support.Settings;

/**
 * The 1cycle policy as PyTorch's {@code OneCycleLR}: from {@code largest / divFactor} up to the
 * largest rate, then down to {@code largest / divFactor / finalDivFactor}. With three phases it
 * comes down as fast as it went up before it falls to the end. The optimizer's own rate is not
 * used, and the momentum is left alone (PyTorch's {@code cycle_momentum=False}). After its last
 * step it stays at the final rate. Smith and Topin, "Super-convergence: very fast training of
 * neural networks using large learning rates", 2018.
 *
 * <pre>{@code
 * Schedules.oneCycle(0.1, epochs * batchesPerEpoch).pctStart(0.25)
 * }</pre>
 *
 * <p>Immutable: each setting returns a new schedule.
 */
public final class OneCycle implements Schedule {
    private final double largest;
    private final long steps;
    private final double pctStart;
    private final double divFactor;
    private final double finalDivFactor;
    private final Annealing annealing;
    private final boolean threePhase;

    /**
     * PyTorch's settings.
     *
     * @param largest the largest rate
     * @param steps the whole length, at least 2
     */
    OneCycle(double largest, long steps) {
        this(largest, steps, 0.3, 25, 1e4, Annealing.COSINE, false);
        Settings.requireNotNegative("largest rate", largest);
        Settings.requireAtLeast("steps", steps, 2);
    }

    private OneCycle(
            double largest,
            long steps,
            double pctStart,
            double divFactor,
            double finalDivFactor,
            Annealing annealing,
            boolean threePhase) {
        if (threePhase && pctStart > 0.5) {
            throw new IllegalArgumentException(
                    "pctStart is "
                            + pctStart
                            + ", expected at most 0.5 with three phases, as the second one takes as"
                            + " many steps as the first");
        }
        this.largest = largest;
        this.steps = steps;
        this.pctStart = pctStart;
        this.divFactor = divFactor;
        this.finalDivFactor = finalDivFactor;
        this.annealing = annealing;
        this.threePhase = threePhase;
    }

    /**
     * Sets the share of the steps in which the rate rises. Default: 0.3.
     *
     * @param newPctStart more than 0 and less than 1; at most one half with three phases
     * @return a new schedule
     * @throws IllegalArgumentException if it is outside its range
     */
    public OneCycle pctStart(double newPctStart) {
        if (!(newPctStart > 0 && newPctStart < 1)) {
            throw new IllegalArgumentException(
                    "pctStart is " + newPctStart + ", expected more than 0 and less than 1");
        }
        return new OneCycle(
                largest, steps, newPctStart, divFactor, finalDivFactor, annealing, threePhase);
    }

    /**
     * Sets how many times smaller than the largest the first rate is. Default: 25.
     *
     * @param newDivFactor more than 0
     * @return a new schedule
     * @throws IllegalArgumentException if it is outside its range
     */
    public OneCycle divFactor(double newDivFactor) {
        return new OneCycle(
                largest,
                steps,
                pctStart,
                Settings.requirePositive("divFactor", newDivFactor),
                finalDivFactor,
                annealing,
                threePhase);
    }

    /**
     * Sets how many times smaller than the first the last rate is. Default: 1e4.
     *
     * @param newFinalDivFactor more than 0
     * @return a new schedule
     * @throws IllegalArgumentException if it is outside its range
     */
    public OneCycle finalDivFactor(double newFinalDivFactor) {
        return new OneCycle(
                largest,
                steps,
                pctStart,
                divFactor,
                Settings.requirePositive("finalDivFactor", newFinalDivFactor),
                annealing,
                threePhase);
    }

    /**
     * Goes in straight lines instead of half cosines.
     *
     * @return a new schedule
     */
    public OneCycle linear() {
        return new OneCycle(
                largest, steps, pctStart, divFactor, finalDivFactor, Annealing.LINEAR, threePhase);
    }

    /**
     * Chooses three phases instead of two. Default: false.
     *
     * @param newThreePhase whether to
     * @return a new schedule
     * @throws IllegalArgumentException if more than half of the steps are for the rise
     */
    public OneCycle threePhase(boolean newThreePhase) {
        return new OneCycle(
                largest, steps, pctStart, divFactor, finalDivFactor, annealing, newThreePhase);
    }

    @Override
    public double rate(double initial, long step) {
        double first = largest / divFactor;
        double last = first / finalDivFactor;
        double top = pctStart * steps - 1;
        double end = (double) steps - 1;
        double time = Math.min((double) step, end);
        if (time <= top) {
            return annealing.between(first, largest, top == 0 ? 1 : time / top);
        }
        if (!threePhase) {
            return annealing.between(largest, last, (time - top) / (end - top));
        }
        double back = 2 * pctStart * steps - 2;
        return time <= back
                ? annealing.between(largest, first, (time - top) / (back - top))
                : annealing.between(first, last, (time - back) / (end - back));
    }
}
