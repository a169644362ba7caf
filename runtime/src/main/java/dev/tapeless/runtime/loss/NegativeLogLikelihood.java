package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

/**
 * Cross-entropy of log-probabilities, for models that end in {@code @LogSoftmax}, as PyTorch's
 * {@code NLLLoss}: {@code -sum over c of t[c] x[c]}, averaged or summed over the samples. Targets
 * are those of {@link SoftmaxCrossEntropy}. Derivative: {@code -t[c]}; a trainer gives the gradient
 * to the logits of a model that ends in {@code @LogSoftmax}, where it is {@code exp(x[c]) * sum of
 * t - t[c]}.
 */
public final class NegativeLogLikelihood extends Loss {
    private final ClassShares shares;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param shares weights
     */
    NegativeLogLikelihood(Reduction reduction, ClassShares shares) {
        super(reduction);
        this.shares = shares;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public NegativeLogLikelihood reduction(Reduction reduction) {
        return new NegativeLogLikelihood(reduction, shares);
    }

    /**
     * Sets the weights of the classes, as {@link SoftmaxCrossEntropy#classWeights}. Default: all 1.
     *
     * @param weights one for each class, at least 0
     * @return a new loss with them
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public NegativeLogLikelihood classWeights(double... weights) {
        return new NegativeLogLikelihood(reduction(), shares.weights(weights));
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
        return link == Link.LOG_SOFTMAX && outputSize == classes;
    }

    @Override
    double logitSample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double loss = sample(output, target, gradient);
        double total = 0;
        for (int c = 0; c < output.length; c++) {
            total -= gradient[c];
        }
        for (int c = 0; c < output.length; c++) {
            gradient[c] += arithmetic.exp(output[c]) * total;
        }
        return loss;
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double loss = 0;
        for (int c = 0; c < output.length; c++) {
            double share = shares.share(target, c, output.length);
            // An impossible class that the target does not have counts nothing.
            if (share != 0 || Double.isNaN(output[c])) {
                loss -= share * output[c];
                gradient[c] = -share;
            }
        }
        return loss;
    }
}
