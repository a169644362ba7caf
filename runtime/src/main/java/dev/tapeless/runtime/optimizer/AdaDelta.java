package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * AdaDelta, as PyTorch's {@code Adadelta}: steps in the parameters' own units, from running
 * averages of squared gradients and squared steps. For a parameter w with gradient g at learning
 * rate r:
 *
 * <pre>
 * d = g + weightDecay * w
 * v = rho * v + (1 - rho) * d * d
 * s = sqrt(u + epsilon) / sqrt(v + epsilon) * d
 * u = rho * u + (1 - rho) * s * s
 * w = w - r * s
 * </pre>
 *
 * <p>State: {@code square_avg} (v) and {@code acc_delta} (u). Zeiler, "ADADELTA: an adaptive
 * learning rate method", 2012.
 */
public final class AdaDelta extends Optimizer {
    private final double rho;
    private final double epsilon;

    private AdaDelta(double learningRate, double rho, double epsilon, double weightDecay) {
        super(learningRate, weightDecay);
        this.rho = rho;
        this.epsilon = epsilon;
    }

    /**
     * AdaDelta with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 1
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static AdaDelta withLearningRate(double learningRate) {
        return new AdaDelta(learningRate, 0.9, 1e-6, 0);
    }

    /**
     * Sets the decay rate of both averages. Default: 0.9 (Keras has 0.95).
     *
     * @param newRho at least 0 and less than 1
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is not at least 0 and less than 1
     */
    public AdaDelta rho(double newRho) {
        return new AdaDelta(learningRate(), requireDecay("rho", newRho), epsilon, weightDecay());
    }

    /**
     * Sets the number that keeps the division from zero; it is added inside both roots. Default:
     * 1e-6.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaDelta epsilon(double newEpsilon) {
        return new AdaDelta(
                learningRate(), rho, requireNotNegative("epsilon", newEpsilon), weightDecay());
    }

    /**
     * Sets the weight decay: the factor of the values that is added to their gradients before
     * anything else. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaDelta weightDecay(double newWeightDecay) {
        return new AdaDelta(learningRate(), rho, epsilon, newWeightDecay);
    }

    @Override
    protected List<String> stateNames() {
        return List.of("square_avg", "acc_delta");
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) rate();
        float keep = (float) rho;
        float share = (float) (1 - rho);
        float eps = (float) epsilon;
        float decay = (float) decay();
        float[] square = blockState[0];
        float[] steps = blockState[1];
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i] + decay * values[i];
            float v = keep * square[i] + share * gradient * gradient;
            float u = steps[i];
            float step = (float) Math.sqrt((u + eps) / (v + eps)) * gradient;
            square[i] = v;
            steps[i] = keep * u + share * step * step;
            values[i] -= rate * step;
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = rate();
        double keep = rho;
        double share = 1 - rho;
        double eps = epsilon;
        double decay = decay();
        double[] square = blockState[0];
        double[] steps = blockState[1];
        for (int i = 0; i < values.length; i++) {
            double gradient = gradients[i] + decay * values[i];
            double v = keep * square[i] + share * gradient * gradient;
            double u = steps[i];
            double step = Math.sqrt((u + eps) / (v + eps)) * gradient;
            square[i] = v;
            steps[i] = keep * u + share * step * step;
            values[i] -= rate * step;
        }
    }
}
