package dev.tapeless.runtime.loss;

/**
 * The absolute difference of outputs and targets, {@code |y - t|}, as PyTorch's {@code L1Loss}.
 * Derivative: {@code sign(y - t)}, 0 at 0.
 */
public final class MeanAbsoluteError extends ElementwiseLoss {

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    MeanAbsoluteError(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public MeanAbsoluteError reduction(Reduction reduction) {
        return new MeanAbsoluteError(reduction);
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double difference = output - target;
        gradient[index] = Math.signum(difference);
        return Math.abs(difference);
    }
}
