package dev.tapeless.runtime.train;

import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Reduction;

/** The loss of several batches as if they had been one: what a mean's denominator was is kept. */
final class LossAverage {
    private final Loss loss;
    private double sum;
    private double denominators;

    /**
     * An average of no batch.
     *
     * @param loss the loss whose evaluations are averaged
     */
    LossAverage(Loss loss) {
        this.loss = loss;
    }

    /**
     * Takes the last evaluation into account.
     *
     * @param value its value
     */
    void add(double value) {
        sum += value * loss.denominator();
        denominators += loss.denominator();
    }

    /**
     * The loss of all batches.
     *
     * @return mean or sum, as the loss reduces
     */
    double value() {
        return loss.reduction() == Reduction.MEAN ? sum / denominators : sum;
    }
}
