package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.support.Settings;

/**
 * The hinge loss of one of several classes, as PyTorch's {@code MultiMarginLoss}: with the class
 * index t, {@code sum over c other than t of max(0, margin - y[t] + y[c])^p / classes}, where p is
 * 1 or 2. Crammer and Singer, "On the algorithmic implementation of multiclass kernel-based vector
 * machines", 2001.
 */
public final class MultiMargin extends Loss {
    private final double margin;
    private final boolean squared;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param margin the margin
     * @param squared whether p is 2
     */
    MultiMargin(Reduction reduction, double margin, boolean squared) {
        super(reduction);
        this.margin = margin;
        this.squared = squared;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over the samples, or sum
     * @return a new loss with it
     */
    public MultiMargin reduction(Reduction reduction) {
        return new MultiMargin(reduction, margin, squared);
    }

    /**
     * Sets how far the right class should be above the others. Default: 1.
     *
     * @param newMargin more than 0
     * @return a new loss with it
     * @throws IllegalArgumentException if it is not a positive finite number
     */
    public MultiMargin margin(double newMargin) {
        double checked = Settings.requirePositive("margin", newMargin);
        return new MultiMargin(reduction(), checked, squared);
    }

    /**
     * Squares what is missing to the margin: PyTorch's p = 2.
     *
     * @return a new loss that does
     */
    public MultiMargin squared() {
        return new MultiMargin(reduction(), margin, true);
    }

    @Override
    protected int targetSize(int outputSize) {
        return 1;
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        if (target.length != 1) {
            throw TargetChecks.wrongLength(sample, target.length, "1, a class index");
        }
        ClassTarget.check(target, outputSize, sample);
    }

    @Override
    protected double sample(double[] output, double[] target, double[] gradient) {
        int right = (int) target[0];
        double sum = 0;
        for (int c = 0; c < output.length; c++) {
            double missing = margin - output[right] + output[c];
            if (c != right && !(missing <= 0)) { // what is not a number must not be passed over
                double slope = (squared ? 2 * missing : 1) / output.length;
                gradient[c] += slope;
                gradient[right] -= slope;
                sum += (squared ? missing * missing : missing) / output.length;
            }
        }
        return sum;
    }
}
