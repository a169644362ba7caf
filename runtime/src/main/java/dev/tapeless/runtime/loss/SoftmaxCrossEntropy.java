package dev.tapeless.runtime.loss;

/**
 * Cross-entropy of the softmax of logits, as PyTorch's {@code CrossEntropyLoss}: {@code -sum over c
 * of t[c] log softmax(z)[c]}, averaged or summed over the samples.
 *
 * <p>A target row is either a class index (one element, from 0 to outputs - 1) or one share for
 * each class (one-hot or probabilities). Derivative: {@code softmax(z) * sum of t - t}, which for a
 * class index or probabilities is softmax minus target; with the mean divided by the number of
 * samples.
 *
 * <p>The largest logit is subtracted before any exponential, so logits of any finite size are
 * exact; a model that ends in {@code @Softmax} needs {@link CrossEntropy} instead.
 */
public final class SoftmaxCrossEntropy extends Loss {
    private final ClassShares shares;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param shares smoothing and weights
     */
    SoftmaxCrossEntropy(Reduction reduction, ClassShares shares) {
        super(reduction);
        this.shares = shares;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public SoftmaxCrossEntropy reduction(Reduction reduction) {
        return new SoftmaxCrossEntropy(reduction, shares);
    }

    /**
     * Sets the label smoothing e: every target t becomes {@code (1 - e) t + e / classes}. Default:
     * 0. Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016.
     *
     * @param smoothing from 0 to 1, usually 0.1
     * @return a new loss with it
     * @throws IllegalArgumentException if it is outside its range
     */
    public SoftmaxCrossEntropy labelSmoothing(double smoothing) {
        return new SoftmaxCrossEntropy(reduction(), shares.smoothing(smoothing));
    }

    /**
     * Sets the weights of the classes, for data in which some are rare. As in PyTorch the mean over
     * class indices divides by the sum of the samples' weights, the mean over rows of shares by the
     * number of samples. Default: all 1.
     *
     * @param weights one for each class, at least 0
     * @return a new loss with them
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public SoftmaxCrossEntropy classWeights(double... weights) {
        return new SoftmaxCrossEntropy(reduction(), shares.weights(weights));
    }

    @Override
    protected int targetSize(int outputSize) {
        return 1;
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        shares.check(target, outputSize, sample);
    }

    @Override
    protected double weight(double[] target) {
        return shares.weight(target);
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        return sample(output, target, gradient, Arithmetic.DOUBLE);
    }

    @Override
    double sample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : output) {
            largest = Math.max(largest, logit);
        }
        double partition = 0;
        for (int c = 0; c < output.length; c++) {
            gradient[c] = arithmetic.exp(output[c] - largest);
            partition += gradient[c];
        }
        // The largest logit has the exponential 1, and the rest may be far below it.
        double logPartition = arithmetic.log1p(partition - 1);
        double loss = 0;
        double total = 0;
        for (int c = 0; c < output.length; c++) {
            double share = shares.share(target, c, output.length);
            if (share != 0) {
                loss -= share * (output[c] - largest - logPartition);
                total += share;
            }
        }
        double factor = total / partition;
        for (int c = 0; c < output.length; c++) {
            gradient[c] = gradient[c] * factor - shares.share(target, c, output.length);
        }
        return loss;
    }
}
