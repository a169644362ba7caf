package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

/**
 * Cross-entropy of probabilities, for models that end in {@code @Softmax}: {@code -sum over c of
 * t[c] log p[c]}, averaged or summed over the samples.
 *
 * <p>A target row is either a class index (one element, from 0 to outputs - 1) or one share for
 * each class (one-hot or probabilities). Derivative: {@code -t[c] / p[c]}, with the mean divided by
 * the number of samples. Classes of share 0 contribute nothing.
 *
 * <p>A trainer gives the gradient to the logits of a model that ends in {@code @Softmax}, where it
 * is {@code p[c] * sum of t - t[c]}, exact for any probability. Elsewhere nothing is clipped: where
 * the model gives probability 0 to a class that the target has, the loss is infinite.
 */
public final class CrossEntropy extends Loss {
    private final ClassShares shares;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param shares smoothing and weights
     */
    CrossEntropy(Reduction reduction, ClassShares shares) {
        super(reduction);
        this.shares = shares;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public CrossEntropy reduction(Reduction reduction) {
        return new CrossEntropy(reduction, shares);
    }

    /**
     * Sets the label smoothing e: every target t becomes {@code (1 - e) t + e / classes}. Default:
     * 0. Szegedy et al., "Rethinking the Inception architecture for computer vision", 2016.
     *
     * @param smoothing from 0 to 1, usually 0.1
     * @return a new loss with it
     * @throws IllegalArgumentException if it is outside its range
     */
    public CrossEntropy labelSmoothing(double smoothing) {
        return new CrossEntropy(reduction(), shares.smoothing(smoothing));
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
    public CrossEntropy classWeights(double... weights) {
        return new CrossEntropy(reduction(), shares.weights(weights));
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
    boolean isCanonical(Link link, int outputSize, int classes) {
        return link == Link.SOFTMAX && outputSize == classes;
    }

    @Override
    double logitSample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double loss = 0;
        double total = 0;
        for (int c = 0; c < output.length; c++) {
            double share = shares.share(target, c, output.length);
            if (share != 0 || Double.isNaN(output[c])) {
                loss -= share * Math.max(arithmetic.log(output[c]), arithmetic.leastLogarithm());
                total += share;
            }
        }
        for (int c = 0; c < output.length; c++) {
            gradient[c] = output[c] * total - shares.share(target, c, output.length);
        }
        return loss;
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        return sample(output, target, gradient, Arithmetic.DOUBLE);
    }

    @Override
    double sample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double loss = 0;
        for (int c = 0; c < output.length; c++) {
            double share = shares.share(target, c, output.length);
            // 0 log 0 is 0 here, but an output that is not a number must not be passed over.
            if (share != 0 || Double.isNaN(output[c])) {
                loss -= share * arithmetic.log(output[c]);
                gradient[c] = -share / output[c];
            }
        }
        return loss;
    }
}
