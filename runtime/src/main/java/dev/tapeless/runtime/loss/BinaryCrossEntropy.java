package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

/**
 * Cross-entropy of yes-or-no outputs given as probabilities, for models that end in
 * {@code @Sigmoid}, as PyTorch's {@code BCELoss}: {@code -(t log p + (1 - t) log(1 - p))}, the
 * logarithms limited to at least -100 so that the loss stays finite. Each output is a question of
 * its own; targets are from 0 to 1. Derivative: {@code (p - t) / (p (1 - p))}, the denominator
 * limited to at least 1e-12.
 *
 * <p>A trainer gives the gradient to the logits of a model that ends in {@code @Sigmoid}, where it
 * is {@code p - t}, exact for any probability. {@link BinaryCrossEntropyWithLogits} is exact in its
 * value too, also where p is as good as 1.
 */
public final class BinaryCrossEntropy extends ElementwiseLoss {
    private static final double LEAST_LOGARITHM = -100;
    private static final double LEAST_DENOMINATOR = 1e-12;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    BinaryCrossEntropy(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public BinaryCrossEntropy reduction(Reduction reduction) {
        return new BinaryCrossEntropy(reduction);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        TargetChecks.range(target, 0, 1, sample, "a probability from 0 to 1");
    }

    @Override
    boolean isCanonical(Link link, int outputSize, int classes) {
        return link == Link.SIGMOID;
    }

    @Override
    double logitSample(double[] output, double[] target, double[] gradient, Arithmetic arithmetic) {
        double loss = sample(output, target, gradient, arithmetic);
        for (int j = 0; j < output.length; j++) {
            gradient[j] = output[j] - target[j];
        }
        return loss;
    }

    /**
     * One question.
     *
     * @throws IllegalArgumentException if the output is below 0 or above 1
     */
    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        return element(output, target, gradient, index, Arithmetic.DOUBLE);
    }

    @Override
    double element(
            double output, double target, double[] gradient, int index, Arithmetic arithmetic) {
        if (output < 0 || output > 1) {
            throw new IllegalArgumentException(
                    "found the output "
                            + output
                            + ", expected a probability from 0 to 1: end the model in @Sigmoid, or"
                            + " use binaryCrossEntropyWithLogits()");
        }
        double yes = Math.max(arithmetic.log(output), LEAST_LOGARITHM);
        double no = Math.max(arithmetic.log1p(-output), LEAST_LOGARITHM);
        gradient[index] = (output - target) / Math.max(output * (1 - output), LEAST_DENOMINATOR);
        return -(target * yes + (1 - target) * no);
    }
}
