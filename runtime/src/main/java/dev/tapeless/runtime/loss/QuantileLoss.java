package dev.tapeless.runtime.loss;

import java.util.Arrays;

/**
 * The loss whose minimum is a quantile of the targets, also called pinball loss: with e = t - y and
 * the quantile q, {@code max(q e, (q - 1) e)}. Derivative with respect to y: {@code -q} where the
 * target is above the output, {@code 1 - q} where it is below, 0 where they are equal. With q = 1/2
 * it is half the absolute error. Koenker and Bassett, "Regression quantiles", 1978.
 *
 * <p>With several quantiles the model has one output for each, and a target row has either one
 * element, which all of them estimate, or one for each. The mean is over all outputs of the batch.
 */
public final class QuantileLoss extends Loss {
    private final double[] quantiles;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param quantiles one for all outputs, or one an output, each between 0 and 1
     */
    QuantileLoss(Reduction reduction, double... quantiles) {
        super(reduction);
        if (quantiles.length == 0) {
            throw new IllegalArgumentException("found no quantile, expected at least one");
        }
        for (double quantile : quantiles) {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException(
                        "quantile is " + quantile + ", expected more than 0 and less than 1");
            }
        }
        this.quantiles = quantiles.clone();
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all outputs, or sum
     * @return a new loss with it
     */
    public QuantileLoss reduction(Reduction reduction) {
        return new QuantileLoss(reduction, quantiles);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        boolean shared = target.length == 1 && quantiles.length == outputSize;
        if (!shared) {
            super.checkTarget(target, outputSize, sample);
        }
        if (quantiles.length != 1 && quantiles.length != outputSize) {
            throw new IllegalArgumentException(
                    "found the quantiles "
                            + Arrays.toString(quantiles)
                            + ", expected one, or one for each of the model's "
                            + outputSize
                            + " outputs");
        }
    }

    @Override
    protected double weight(double[] target) {
        return Math.max(target.length, quantiles.length);
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            double quantile = quantiles[quantiles.length == 1 ? 0 : j];
            double error = target[target.length == 1 ? 0 : j] - output[j];
            gradient[j] = error > 0 ? -quantile : error < 0 ? 1 - quantile : 0;
            sum += Math.max(quantile * error, (quantile - 1) * error);
        }
        return sum;
    }
}
