package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * Resilient backpropagation, as PyTorch's {@code Rprop}: only the signs of the gradients count, and
 * every element has a step size of its own, which grows while the sign stays and shrinks when it
 * changes. Made for full batches. For a parameter w with gradient g and last gradient p:
 *
 * <pre>
 * s = s * etaPlus,  at most the largest step      where g * p &gt; 0
 * s = s * etaMinus, at least the smallest, g = 0  where g * p &lt; 0
 * w = w - s * sign(g)
 * p = g
 * </pre>
 *
 * <p>The learning rate is the first step size, and nothing else: setting it later, or a schedule,
 * has no effect. There is no weight decay. State: {@code prev} (p) and {@code step_size} (s).
 * Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
 * algorithm", 1993 (the variant without weight backtracking).
 */
public final class Rprop extends Optimizer {
    private final double etaMinus;
    private final double etaPlus;
    private final double smallest;
    private final double largest;

    private Rprop(
            double learningRate, double etaMinus, double etaPlus, double smallest, double largest) {
        super(learningRate);
        this.etaMinus = etaMinus;
        this.etaPlus = etaPlus;
        this.smallest = smallest;
        this.largest = largest;
    }

    /**
     * Rprop with its usual settings.
     *
     * @param learningRate the first step size, at least 0; PyTorch's default is 0.01
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static Rprop withLearningRate(double learningRate) {
        return new Rprop(learningRate, 0.5, 1.2, 1e-6, 50);
    }

    /**
     * Sets the factors of the step sizes. Defaults: 0.5 and 1.2.
     *
     * @param newEtaMinus where the gradient's sign changes, more than 0 and less than 1
     * @param newEtaPlus where it stays, a finite number above 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public Rprop etas(double newEtaMinus, double newEtaPlus) {
        if (!(newEtaMinus > 0 && newEtaMinus < 1 && newEtaPlus > 1)
                || Double.isInfinite(newEtaPlus)) {
            throw new IllegalArgumentException(
                    "etas are "
                            + newEtaMinus
                            + " and "
                            + newEtaPlus
                            + ", expected 0 < etaMinus < 1 < etaPlus");
        }
        return new Rprop(learningRate(), newEtaMinus, newEtaPlus, smallest, largest);
    }

    /**
     * Sets the limits of the step sizes. Defaults: 1e-6 and 50.
     *
     * @param newSmallest the smallest step, at least 0
     * @param newLargest the largest step, finite and at least the smallest
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public Rprop stepSizes(double newSmallest, double newLargest) {
        if (!(newSmallest >= 0 && newSmallest <= newLargest) || Double.isInfinite(newLargest)) {
            throw new IllegalArgumentException(
                    "step sizes are "
                            + newSmallest
                            + " and "
                            + newLargest
                            + ", expected 0 <= smallest <= largest");
        }
        return new Rprop(learningRate(), etaMinus, etaPlus, newSmallest, newLargest);
    }

    @Override
    protected List<String> stateNames() {
        return List.of("prev", "step_size");
    }

    @Override
    protected double initialState(String stateName) {
        return stateName.equals("step_size") ? rate() : 0;
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float shrink = (float) etaMinus;
        float grow = (float) etaPlus;
        float least = (float) smallest;
        float most = (float) largest;
        float[] last = blockState[0];
        float[] size = blockState[1];
        for (int i = 0; i < values.length; i++) {
            float sign = Math.signum(gradients[i]);
            float agreement =
                    sign * Math.signum(last[i]); // the gradients' own product may underflow
            float factor = agreement > 0 ? grow : agreement < 0 ? shrink : 1;
            float step = Math.min(Math.max(size[i] * factor, least), most);
            size[i] = step;
            last[i] = agreement < 0 ? 0 : gradients[i];
            values[i] -= agreement < 0 ? 0 : sign * step;
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double shrink = etaMinus;
        double grow = etaPlus;
        double least = smallest;
        double most = largest;
        double[] last = blockState[0];
        double[] size = blockState[1];
        for (int i = 0; i < values.length; i++) {
            double sign = Math.signum(gradients[i]);
            double agreement =
                    sign * Math.signum(last[i]); // the gradients' own product may underflow
            double factor = agreement > 0 ? grow : agreement < 0 ? shrink : 1;
            double step = Math.min(Math.max(size[i] * factor, least), most);
            size[i] = step;
            last[i] = agreement < 0 ? 0 : gradients[i];
            values[i] -= agreement < 0 ? 0 : sign * step;
        }
    }
}
