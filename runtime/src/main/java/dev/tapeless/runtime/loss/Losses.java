package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Model;

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
        return new SoftmaxCrossEntropy(Reduction.MEAN, ClassShares.PLAIN);
    }

    /**
     * A loss at each position of a sequence, for instance the class of every position: {@code
     * perPosition(softmaxCrossEntropy(), 64)} for a model that ends in {@code @Dense(classes)} over
     * 64 positions, with targets of 64 class indices.
     *
     * @param loss the loss at a position; not to be used elsewhere at the same time
     * @param positions how many there are
     * @return the mean over all positions of all samples, or their sum where the loss is one
     * @throws IllegalArgumentException if there is no position
     */
    public static PerPosition perPosition(Loss loss, int positions) {
        return new PerPosition(loss, positions, Double.NaN);
    }

    /**
     * Cross-entropy on probabilities, for classification by a model that ends in {@code @Softmax}.
     * A trainer gives the logits the gradient {@code p - t}, without the softmax's derivative.
     *
     * @return the mean over the samples
     */
    public static CrossEntropy crossEntropy() {
        return new CrossEntropy(Reduction.MEAN, ClassShares.PLAIN);
    }

    /**
     * Cross-entropy on log-probabilities, for classification by a model that ends in
     * {@code @LogSoftmax}. A trainer gives the logits the gradient {@code p - t}.
     *
     * @return the mean over the samples
     */
    public static NegativeLogLikelihood negativeLogLikelihood() {
        return new NegativeLogLikelihood(Reduction.MEAN, ClassShares.PLAIN);
    }

    /**
     * Cross-entropy on logits for yes-or-no outputs, one or several: the usual choice for them.
     *
     * @return the mean over all elements of the batch
     */
    public static BinaryCrossEntropyWithLogits binaryCrossEntropyWithLogits() {
        return new BinaryCrossEntropyWithLogits(Reduction.MEAN);
    }

    /**
     * Cross-entropy on probabilities for yes-or-no outputs of a model that ends in
     * {@code @Sigmoid}. A trainer gives the logits the gradient {@code p - t}.
     *
     * @return the mean over all elements of the batch
     */
    public static BinaryCrossEntropy binaryCrossEntropy() {
        return new BinaryCrossEntropy(Reduction.MEAN);
    }

    /**
     * Mean absolute error, for regression with outliers.
     *
     * @return the mean over all elements of the batch
     */
    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError(Reduction.MEAN);
    }

    /**
     * Huber loss of delta 1: squared error for small differences, absolute error for large ones.
     *
     * @return the mean over all elements of the batch
     */
    public static Huber huber() {
        return huber(1);
    }

    /**
     * Huber loss: squared error for small differences, absolute error for large ones.
     *
     * @param delta where one turns into the other, more than 0
     * @return the mean over all elements of the batch
     * @throws IllegalArgumentException if delta is not a positive finite number
     */
    public static Huber huber(double delta) {
        return new Huber(delta, Reduction.MEAN);
    }

    /**
     * Smooth absolute error of beta 1.
     *
     * @return the mean over all elements of the batch
     */
    public static SmoothL1 smoothL1() {
        return smoothL1(1);
    }

    /**
     * Smooth absolute error: the Huber loss divided by its delta.
     *
     * @param beta where it turns from squared to absolute, more than 0
     * @return the mean over all elements of the batch
     * @throws IllegalArgumentException if beta is not a positive finite number
     */
    public static SmoothL1 smoothL1(double beta) {
        return new SmoothL1(beta, Reduction.MEAN);
    }

    /**
     * Logarithm of the hyperbolic cosine of the differences, a smooth relative of the Huber loss.
     *
     * @return the mean over all elements of the batch
     */
    public static LogCosh logCosh() {
        return new LogCosh(Reduction.MEAN);
    }

    /**
     * Hinge loss for yes-or-no outputs with targets -1 and 1.
     *
     * @return the mean over all elements of the batch
     */
    public static Hinge hinge() {
        return new Hinge(Reduction.MEAN, false);
    }

    /**
     * Hinge loss for one of several classes, of margin 1.
     *
     * @return the mean over the samples
     */
    public static MultiMargin multiMargin() {
        return new MultiMargin(Reduction.MEAN, 1, false);
    }

    /**
     * Logistic loss for yes-or-no outputs with targets -1 and 1.
     *
     * @return the mean over all elements of the batch
     */
    public static SoftMargin softMargin() {
        return new SoftMargin(Reduction.MEAN);
    }

    /**
     * Divergence of log-probabilities from a target distribution.
     *
     * @return the mean over all elements of the batch
     */
    public static KullbackLeibler kullbackLeibler() {
        return new KullbackLeibler(Reduction.MEAN, false, false, false);
    }

    /**
     * Negative log-likelihood of counts, for a model whose outputs are logarithms of expected
     * counts.
     *
     * @return the mean over all elements of the batch
     */
    public static PoissonLoss poisson() {
        return new PoissonLoss(Reduction.MEAN, true, false, 1e-8);
    }

    /**
     * A loss for each output of a model with several, of which {@link OutputLosses} is the weighted
     * sum.
     *
     * @param model the model
     * @return losses for none of its outputs yet
     */
    public static OutputLosses perOutput(Model<?> model) {
        return OutputLosses.of(model.outputs());
    }

    /**
     * Quantile (pinball) loss.
     *
     * @param quantiles one for all outputs, or one for each output, more than 0 and less than 1
     * @return the mean over all outputs of the batch
     * @throws IllegalArgumentException if there is none or one is outside its range
     */
    public static QuantileLoss quantile(double... quantiles) {
        return new QuantileLoss(Reduction.MEAN, quantiles);
    }
}
