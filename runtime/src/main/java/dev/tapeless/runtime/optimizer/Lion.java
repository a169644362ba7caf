package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * Lion: steps of one size in the direction of the sign of a momentum, as the paper and Keras's
 * {@code Lion} (PyTorch has none). For a parameter w with gradient g at learning rate r:
 *
 * <pre>
 * w = w - r * weightDecay * w
 * w = w - r * sign(beta1 * m + (1 - beta1) * g)
 * m = beta2 * m + (1 - beta2) * g
 * </pre>
 *
 * <p>As every step is as large as the learning rate, Lion wants a rate 3 to 10 times smaller than
 * AdamW's and a weight decay as many times larger. State: {@code exp_avg} (m). Chen et al.,
 * "Symbolic discovery of optimization algorithms", 2023.
 */
public final class Lion extends Optimizer {
    private final double beta1;
    private final double beta2;

    private Lion(double learningRate, double beta1, double beta2, double weightDecay) {
        super(learningRate, weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
    }

    /**
     * Lion with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; usually 1e-4
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static Lion withLearningRate(double learningRate) {
        return new Lion(learningRate, 0.9, 0.99, 0);
    }

    /**
     * Sets the weight decay, which is decoupled: it shrinks the values and leaves the momentum
     * alone. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Lion weightDecay(double newWeightDecay) {
        return new Lion(learningRate(), beta1, beta2, newWeightDecay);
    }

    /**
     * Sets how much of the momentum is kept. Defaults: 0.9 and 0.99.
     *
     * @param newBeta1 that of the step, at least 0 and less than 1
     * @param newBeta2 that of the momentum, at least 0 and less than 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public Lion betas(double newBeta1, double newBeta2) {
        return new Lion(
                learningRate(),
                requireDecay("beta1", newBeta1),
                requireDecay("beta2", newBeta2),
                weightDecay());
    }

    @Override
    protected List<String> stateNames() {
        return List.of("exp_avg");
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) rate();
        float shrink = (float) (1 - rate() * decay());
        float keep1 = (float) beta1;
        float share1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float share2 = (float) (1 - beta2);
        float[] average = blockState[0];
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i];
            float m = average[i];
            values[i] = values[i] * shrink - rate * Sign.of(keep1 * m + share1 * gradient);
            average[i] = keep2 * m + share2 * gradient;
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = rate();
        double shrink = 1 - rate() * decay();
        double keep1 = beta1;
        double share1 = 1 - beta1;
        double keep2 = beta2;
        double share2 = 1 - beta2;
        double[] average = blockState[0];
        for (int i = 0; i < values.length; i++) {
            double gradient = gradients[i];
            double m = average[i];
            values[i] = values[i] * shrink - rate * Sign.of(keep1 * m + share1 * gradient);
            average[i] = keep2 * m + share2 * gradient;
        }
    }
}
