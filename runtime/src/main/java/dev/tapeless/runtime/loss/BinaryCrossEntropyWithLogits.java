package dev.tapeless.runtime.loss;

/**
 * Cross-entropy of yes-or-no outputs given as logits, for models whose last layer has no sigmoid,
 * as PyTorch's {@code BCEWithLogitsLoss}: {@code -(w t log s(x) + (1 - t) log(1 - s(x)))}, where s
 * is the logistic function and w the weight of "yes" (1 unless set). Each output is a question of
 * its own; targets are from 0 to 1. Derivative: {@code (1 - t) s(x) - w t s(-x)}, which is {@code
 * s(x) - t} for w = 1.
 *
 * <p>Computed as {@code (1 - t) x + (1 + (w - 1) t) log(1 + exp(-x))} without overflow: logits of
 * any finite size are exact.
 */
public final class BinaryCrossEntropyWithLogits extends ElementwiseLoss {
    private final double[] positiveWeights;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param positiveWeights the weights of "yes": none, one for all outputs, or one an output
     */
    BinaryCrossEntropyWithLogits(Reduction reduction, double... positiveWeights) {
        super(reduction);
        this.positiveWeights = positiveWeights;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public BinaryCrossEntropyWithLogits reduction(Reduction reduction) {
        return new BinaryCrossEntropyWithLogits(reduction, positiveWeights);
    }

    /**
     * Sets the weight of positive answers, for data in which they are rare; PyTorch's {@code
     * pos_weight}. The mean's denominator stays the number of elements. Default: 1.
     *
     * @param weights one for all outputs, or one for each output, each at least 0
     * @return a new loss with them
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public BinaryCrossEntropyWithLogits positiveWeights(double... weights) {
        return new BinaryCrossEntropyWithLogits(
                reduction(), ClassShares.requireWeights("positive weight", weights));
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        TargetChecks.range(target, 0, 1, sample, "a probability from 0 to 1");
        if (positiveWeights.length > 1 && positiveWeights.length != outputSize) {
            throw new IllegalArgumentException(
                    "found "
                            + positiveWeights.length
                            + " positive weights, expected 1 or "
                            + outputSize
                            + ", one for each output of the model");
        }
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        return element(output, target, gradient, index, Arithmetic.DOUBLE);
    }

    @Override
    double element(
            double output, double target, double[] gradient, int index, Arithmetic arithmetic) {
        double weight = positiveWeight(index);
        double small = arithmetic.exp(-Math.abs(output));
        double softplus = Math.max(-output, 0) + arithmetic.log1p(small);
        // The logistic function of |x| and of -|x|.
        double upper = 1 / (1 + small);
        double lower = small / (1 + small);
        double yes = output >= 0 ? upper : lower;
        double no = output >= 0 ? lower : upper;
        gradient[index] = (1 - target) * yes - weight * target * no;
        return (1 - target) * output + (1 + (weight - 1) * target) * softplus;
    }

    private double positiveWeight(int index) {
        return switch (positiveWeights.length) {
            case 0 -> 1;
            case 1 -> positiveWeights[0];
            default -> positiveWeights[index];
        };
    }
}
