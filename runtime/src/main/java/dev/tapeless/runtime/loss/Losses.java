package dev.tapeless.runtime.loss;

/** The losses there are. All of them average over the batch unless told to sum. */
public final class Losses {
    private Losses() {}

    /**
     * Mean squared error, for regression.
     *
     * @return the mean over all elements of the batch
     */
    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError(Reduction.MEAN);
    }

    /**
     * Cross-entropy on logits, for classification by a model whose last layer has no softmax: the
     * usual choice.
     *
     * @return the mean over the samples
     */
    public static SoftmaxCrossEntropy softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy(Reduction.MEAN);
    }

    /**
     * Cross-entropy on probabilities, for classification by a model that ends in {@code @Softmax}.
     *
     * @return the mean over the samples
     */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy(Reduction.MEAN);
    }
}
