package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Settings;

/**
 * The negative log-likelihood of counts, as PyTorch's {@code PoissonNLLLoss}. The output is the
 * logarithm of the expected count: {@code exp(y) - t y}, derivative {@code exp(y) - t}; or, with
 * {@link #logInput} off (Keras's {@code Poisson}), the expected count itself: {@code y - t log(y +
 * epsilon)}, derivative {@code 1 - t / (y + epsilon)}. Targets are at least 0. The term that does
 * not depend on the output, {@code log t!}, is left out unless {@link #full} is on, and then it is
 * Stirling's approximation {@code t log t - t + log(2 pi t) / 2} for targets above 1.
 */
public final class PoissonLoss extends ElementwiseLoss {
    private final boolean logInput;
    private final boolean full;
    private final double epsilon;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param logInput whether outputs are logarithms
     * @param full whether the constant term is added
     * @param epsilon what keeps the logarithm finite
     */
    PoissonLoss(Reduction reduction, boolean logInput, boolean full, double epsilon) {
        super(reduction);
        this.logInput = logInput;
        this.full = full;
        this.epsilon = epsilon;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public PoissonLoss reduction(Reduction reduction) {
        return new PoissonLoss(reduction, logInput, full, epsilon);
    }

    /**
     * Sets whether outputs are logarithms of expected counts. Default: true.
     *
     * @param newLogInput whether they are
     * @return a new loss with it
     */
    public PoissonLoss logInput(boolean newLogInput) {
        return new PoissonLoss(reduction(), newLogInput, full, epsilon);
    }

    /**
     * Sets whether the term that does not depend on the outputs is added. Default: false.
     *
     * @param newFull whether it is
     * @return a new loss with it
     */
    public PoissonLoss full(boolean newFull) {
        return new PoissonLoss(reduction(), logInput, newFull, epsilon);
    }

    /**
     * Sets the number that keeps the logarithm of an expected count finite. Default: 1e-8.
     *
     * @param newEpsilon more than 0
     * @return a new loss with it
     * @throws IllegalArgumentException if it is not a positive finite number
     */
    public PoissonLoss epsilon(double newEpsilon) {
        return new PoissonLoss(
                reduction(), logInput, full, Settings.requirePositive("epsilon", newEpsilon));
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        TargetChecks.range(target, 0, Double.MAX_VALUE, sample, "a count of at least 0");
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double constant = full && target > 1 ? stirling(target) : 0;
        if (logInput) {
            double expected = StrictMath.exp(output);
            gradient[index] = expected - target;
            return expected - target * output + constant;
        }
        gradient[index] = 1 - target / (output + epsilon);
        return output - target * StrictMath.log(output + epsilon) + constant;
    }

    private static double stirling(double target) {
        return target * StrictMath.log(target) - target + StrictMath.log(2 * Math.PI * target) / 2;
    }
}
