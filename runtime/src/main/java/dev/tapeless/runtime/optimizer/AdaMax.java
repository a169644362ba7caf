package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * AdaMax, Adam with the largest gradient in place of the average of squares, as PyTorch's {@code
 * Adamax}. For a parameter w with gradient g at learning rate r and step t:
 *
 * <pre>
 * d = g + weightDecay * w
 * m = beta1 * m + (1 - beta1) * d
 * u = max(beta2 * u, |d| + epsilon)
 * w = w - r / (1 - beta1^t) * m / u
 * </pre>
 *
 * <p>State: {@code exp_avg} (m) and {@code exp_inf} (u). Kingma and Ba, "Adam: a method for
 * stochastic optimization", 2015, section 7.1.
 */
public final class AdaMax extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;

    private double correctedRate;

    private AdaMax(
            double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        super(learningRate, weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    /**
     * AdaMax with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 2e-3
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static AdaMax withLearningRate(double learningRate) {
        return new AdaMax(learningRate, 0.9, 0.999, 1e-8, 0);
    }

    /**
     * Sets the number that keeps the division from zero; it is added to each gradient's size.
     * Default: 1e-8.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaMax epsilon(double newEpsilon) {
        return new AdaMax(
                learningRate(),
                beta1,
                beta2,
                requireNotNegative("epsilon", newEpsilon),
                weightDecay());
    }

    /**
     * Sets the weight decay: the factor of the values that is added to their gradients before
     * anything else. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaMax weightDecay(double newWeightDecay) {
        return new AdaMax(learningRate(), beta1, beta2, epsilon, newWeightDecay);
    }

    /**
     * Sets the decay rates of the averages. Defaults: 0.9 and 0.999.
     *
     * @param newBeta1 that of the gradients, at least 0 and less than 1
     * @param newBeta2 that of their largest size, at least 0 and less than 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public AdaMax betas(double newBeta1, double newBeta2) {
        return new AdaMax(
                learningRate(),
                requireDecay("beta1", newBeta1),
                requireDecay("beta2", newBeta2),
                epsilon,
                weightDecay());
    }

    @Override
    protected List<String> stateNames() {
        return List.of("exp_avg", "exp_inf");
    }

    @Override
    protected void beginStep(long step) {
        correctedRate = rate() / (1 - power(beta1, step));
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) correctedRate;
        float keep1 = (float) beta1;
        float share1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float eps = (float) epsilon;
        float decay = (float) decay();
        float[] average = blockState[0];
        float[] largest = blockState[1];
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i] + decay * values[i];
            float m = keep1 * average[i] + share1 * gradient;
            float u = Math.max(keep2 * largest[i], Math.abs(gradient) + eps);
            average[i] = m;
            largest[i] = u;
            // u is zero only where every gradient was zero and epsilon is, and then m is zero too
            values[i] -= rate * (m / Math.max(u, Float.MIN_NORMAL));
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = correctedRate;
        double keep1 = beta1;
        double share1 = 1 - beta1;
        double keep2 = beta2;
        double eps = epsilon;
        double decay = decay();
        double[] average = blockState[0];
        double[] largest = blockState[1];
        for (int i = 0; i < values.length; i++) {
            double gradient = gradients[i] + decay * values[i];
            double m = keep1 * average[i] + share1 * gradient;
            double u = Math.max(keep2 * largest[i], Math.abs(gradient) + eps);
            average[i] = m;
            largest[i] = u;
            // u is zero only where every gradient was zero and epsilon is, and then m is zero too
            values[i] -= rate * (m / Math.max(u, Double.MIN_NORMAL));
        }
    }
}
