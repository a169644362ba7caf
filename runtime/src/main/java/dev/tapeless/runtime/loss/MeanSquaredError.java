package dev.tapeless.runtime.loss;

/**
 * The squared difference of outputs and targets, as PyTorch's {@code MSELoss}: with the mean
 * reduction divided by the number of elements of the whole batch (samples times outputs), with the
 * sum reduction not divided.
 *
 * <p>A target row has one element for each output. Derivative: {@code 2 (output - target)}, divided
 * likewise.
 */
public final class MeanSquaredError extends Loss {

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
    protected double weight(double[] target) {
        return target.length;
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            double difference = output[j] - target[j];
            sum += difference * difference;
            gradient[j] = 2 * difference;
        }
        return sum;
    }
}
