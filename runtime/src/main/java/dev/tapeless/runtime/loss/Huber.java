package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Settings;

/**
 * Squared error where the difference d = y - t is small, absolute error where it is large, as
 * PyTorch's {@code HuberLoss}: {@code d^2 / 2} where {@code |d| <= delta}, otherwise {@code delta
 * (|d| - delta / 2)}. Derivative: d, limited to {@code [-delta, delta]}. Huber, "Robust estimation
 * of a location parameter", 1964.
 *
 * <p>PyTorch's {@code SmoothL1Loss} of beta b is this loss of delta b divided by b: {@link
 * SmoothL1}.
 */
public final class Huber extends ElementwiseLoss {
    private final double delta;

    /**
     * Made by {@link Losses}.
     *
     * @param delta where the error turns from squared to absolute, more than 0
     * @param reduction mean or sum
     */
    Huber(double delta, Reduction reduction) {
        super(reduction);
        this.delta = Settings.requirePositive("delta", delta);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public Huber reduction(Reduction reduction) {
        return new Huber(delta, reduction);
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double difference = output - target;
        double size = Math.abs(difference);
        if (size > delta) {
            gradient[index] = Math.copySign(delta, difference);
            return delta * (size - delta / 2);
        }
        gradient[index] = difference;
        return difference * difference / 2;
    }
}
