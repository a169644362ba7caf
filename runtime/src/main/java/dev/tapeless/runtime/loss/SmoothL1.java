package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Settings;

/**
 * Absolute error made smooth at zero, as PyTorch's {@code SmoothL1Loss}: with d = y - t, {@code d^2
 * / (2 beta)} where {@code |d| < beta}, otherwise {@code |d| - beta / 2}. Derivative: {@code d /
 * beta}, limited to [-1, 1]. Girshick, "Fast R-CNN", 2015.
 */
public final class SmoothL1 extends ElementwiseLoss {
    private final double beta;

    /**
     * Made by {@link Losses}.
     *
     * @param beta where the error turns from squared to absolute, more than 0
     * @param reduction mean or sum
     */
    SmoothL1(double beta, Reduction reduction) {
        super(reduction);
        this.beta = Settings.requirePositive("beta", beta);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public SmoothL1 reduction(Reduction reduction) {
        return new SmoothL1(beta, reduction);
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double difference = output - target;
        double size = Math.abs(difference);
        if (size >= beta) {
            gradient[index] = Math.signum(difference);
            return size - beta / 2;
        }
        gradient[index] = difference / beta;
        return difference * difference / (2 * beta);
    }
}
