package dev.tapeless.runtime.loss;

/**
 * The squared difference of outputs and targets, {@code (y - t)^2}, as PyTorch's {@code MSELoss}:
 * with the mean reduction divided by the number of elements of the whole batch (samples times
 * outputs), with the sum reduction not divided.
 *
 * <p>A target row has one element for each output. Derivative: {@code 2 (y - t)}, divided likewise.
 */
public final class MeanSquaredError extends ElementwiseLoss {

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    MeanSquaredError(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public MeanSquaredError reduction(Reduction reduction) {
        return new MeanSquaredError(reduction);
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double difference = output - target;
        gradient[index] = 2 * difference;
        return difference * difference;
    }
}
