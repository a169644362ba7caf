package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * AdamW, Adam with decoupled weight decay, as PyTorch's {@code AdamW}: the decay shrinks the values
 * themselves and stays out of the averages. For a parameter w with gradient g at learning rate r
 * and step t:
 *
 * <pre>
 * w = w - r * weightDecay * w
 * m = beta1 * m + (1 - beta1) * g
 * v = beta2 * v + (1 - beta2) * g * g
 * s = v, or with AMSGrad the largest v so far
 * w = w - r / (1 - beta1^t) * m / (sqrt(s) / sqrt(1 - beta2^t) + epsilon)
 * </pre>
 *
 * <p>State: {@code exp_avg} (m), {@code exp_avg_sq} (v) and with AMSGrad {@code max_exp_avg_sq}.
 * Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
 *
 * <pre>{@code
 * AdamW.withLearningRate(1e-3).weightDecay(0.05)
 * }</pre>
 */
public final class AdamW extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean amsgrad;

    private final AdamStep step = new AdamStep();

    private AdamW(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            boolean amsgrad) {
        super(learningRate, weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.amsgrad = amsgrad;
    }

    /**
     * AdamW with its usual settings.
     *
     * @param learningRate the learning rate, at least 0, usually 1e-3
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, 0.9, 0.999, 1e-8, 0.01, false);
    }

    /**
     * Sets the decay rates of the averages. Defaults: 0.9 and 0.999.
     *
     * @param newBeta1 that of the gradients, at least 0 and less than 1
     * @param newBeta2 that of their squares, at least 0 and less than 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public AdamW betas(double newBeta1, double newBeta2) {
        return new AdamW(
                learningRate(),
                requireDecay("beta1", newBeta1),
                requireDecay("beta2", newBeta2),
                epsilon,
                weightDecay(),
                amsgrad);
    }

    /**
     * Sets the number that keeps the division from zero; it is added outside the root. Default:
     * 1e-8.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdamW epsilon(double newEpsilon) {
        return new AdamW(
                learningRate(),
                beta1,
                beta2,
                requireNotNegative("epsilon", newEpsilon),
                weightDecay(),
                amsgrad);
    }

    /**
     * Sets the weight decay: the share of the values, times the learning rate, that a step takes
     * away. Default: 0.01 (Keras has 0.004).
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdamW weightDecay(double newWeightDecay) {
        return new AdamW(
                learningRate(),
                beta1,
                beta2,
                epsilon,
                requireNotNegative("weight decay", newWeightDecay),
                amsgrad);
    }

    /**
     * Chooses AMSGrad, which divides by the largest average so far. Default: false.
     *
     * @param newAmsgrad whether to use it
     * @return a new optimizer with it
     */
    public AdamW amsgrad(boolean newAmsgrad) {
        return new AdamW(learningRate(), beta1, beta2, epsilon, weightDecay(), newAmsgrad);
    }

    @Override
    protected List<String> stateNames() {
        return amsgrad
                ? List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq")
                : List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    protected void beginStep(long number) {
        step.begin(rate(), beta1, beta2, epsilon, number);
        step.decay(0, 1 - rate() * decay());
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        step.update(values, gradients, blockState);
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        step.update(values, gradients, blockState);
    }
}
