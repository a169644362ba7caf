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

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    SoftmaxCrossEntropy(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public SoftmaxCrossEntropy reduction(Reduction reduction) {
        return new SoftmaxCrossEntropy(reduction);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        ClassTarget.check(target, outputSize, sample);
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double logit : output) {
            largest = Math.max(largest, logit);
        }
        double partition = 0;
        for (int c = 0; c < output.length; c++) {
            gradient[c] = StrictMath.exp(output[c] - largest);
            partition += gradient[c];
        }
        double logPartition = StrictMath.log(partition);
        double loss = 0;
        double shares = 0;
        for (int c = 0; c < output.length; c++) {
            double share = ClassTarget.share(target, c);
            if (share != 0) {
                loss -= share * (output[c] - largest - logPartition);
                shares += share;
            }
        }
        for (int c = 0; c < output.length; c++) {
            double share = ClassTarget.share(target, c);
            gradient[c] = gradient[c] / partition * shares - share;
        }
        return loss;
    }
}
