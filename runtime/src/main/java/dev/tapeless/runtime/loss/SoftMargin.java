package dev.tapeless.runtime.loss;

/**
 * The logistic loss of yes-or-no outputs, as PyTorch's {@code SoftMarginLoss}: {@code log(1 +
 * exp(-t y))} with targets -1 and 1, computed without overflow. Derivative: {@code -t s(-t y)} with
 * the logistic function s.
 */
public final class SoftMargin extends ElementwiseLoss {

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     */
    SoftMargin(Reduction reduction) {
        super(reduction);
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public SoftMargin reduction(Reduction reduction) {
        return new SoftMargin(reduction);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        for (double value : target) {
            if (Math.abs(value) != 1) {
                throw TargetChecks.wrong(sample, value, "-1 or 1");
            }
        }
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        return element(output, target, gradient, index, Arithmetic.DOUBLE);
    }

    @Override
    double element(
            double output, double target, double[] gradient, int index, Arithmetic arithmetic) {
        double product = target * output;
        double small = arithmetic.exp(-Math.abs(product));
        gradient[index] = -target * (product >= 0 ? small : 1) / (1 + small);
        return Math.max(-product, 0) + arithmetic.log1p(small);
    }
}
