package dev.tapeless.runtime.loss;

/**
 * The hinge loss of yes-or-no outputs, as Keras's {@code Hinge}: {@code max(0, 1 - t y)} with
 * targets -1 and 1 (0 is taken as -1), or its square, Keras's {@code SquaredHinge}. Derivative:
 * {@code -t} where {@code t y < 1}, otherwise 0. Cortes and Vapnik, "Support-vector networks",
 * 1995. For one of several classes see {@link MultiMargin}.
 */
public final class Hinge extends ElementwiseLoss {
    private final boolean squared;

    /**
     * Made by {@link Losses}.
     *
     * @param reduction mean or sum
     * @param squared whether to square
     */
    Hinge(Reduction reduction, boolean squared) {
        super(reduction);
        this.squared = squared;
    }

    /**
     * Chooses the reduction. Default: mean.
     *
     * @param reduction mean over all elements, or sum
     * @return a new loss with it
     */
    public Hinge reduction(Reduction reduction) {
        return new Hinge(reduction, squared);
    }

    /**
     * Squares each element's loss.
     *
     * @return a new loss that does
     */
    public Hinge squared() {
        return new Hinge(reduction(), true);
    }

    @Override
    protected void checkTarget(double[] target, int outputSize, int sample) {
        super.checkTarget(target, outputSize, sample);
        for (double value : target) {
            if (value != 0 && Math.abs(value) != 1) {
                throw TargetChecks.wrong(sample, value, "-1, 0 or 1");
            }
        }
    }

    @Override
    protected double element(double output, double target, double[] gradient, int index) {
        double sign = target > 0 ? 1 : -1;
        double margin = Math.max(0, 1 - sign * output);
        if (squared) {
            gradient[index] = -2 * sign * margin;
            return margin * margin;
        }
        gradient[index] = margin > 0 ? -sign : 0;
        return margin;
    }
}
