package dev.tapeless.runtime.loss;

/**
 * Cross-entropy of probabilities, for models that end in {@code @Softmax}: {@code -sum over c of
 * t[c] log p[c]}, averaged or summed over the samples.
 *
 * <p>A target row is either a class index (one element, from 0 to outputs - 1) or one share for
 * each class (one-hot or probabilities). Derivative: {@code -t[c] / p[c]}, with the mean divided by
 * the number of samples. Classes of share 0 contribute nothing.
 *
 * <p>Nothing is clipped: where the model gives probability 0 to a class that the target has, the
 * loss is infinite. {@link SoftmaxCrossEntropy} on logits cannot run into that and is faster.
 */
public final class CrossEntropy extends Loss {

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    CrossEntropy(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public CrossEntropy reduction(Reduction reduction) {
        return new CrossEntropy(reduction);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        ClassTarget.check(target, outputSize, sample);
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        double loss = 0;
        for (int c = 0; c < output.length; c++) {
            double share = ClassTarget.share(target, c);
            // 0 log 0 is 0 here, but an output that is not a number must not be passed over.
            if (share != 0 || Double.isNaN(output[c])) {
                loss -= share * StrictMath.log(output[c]);
                gradient[c] = -share / output[c];
            }
        }
        return loss;
    }
}
