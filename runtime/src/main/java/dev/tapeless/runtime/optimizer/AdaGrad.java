package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * AdaGrad, as PyTorch's {@code Adagrad}: every element's rate falls with the squares of its
 * gradients. For a parameter w with gradient g at learning rate r and step t:
 *
 * <pre>
 * d = g + weightDecay * w
 * s = s + d * d
 * w = w - r / (1 + (t - 1) * rateDecay) * d / (sqrt(s) + epsilon)
 * </pre>
 *
 * <p>State: {@code sum} (s), which starts at the initial accumulator. Duchi, Hazan and Singer,
 * "Adaptive subgradient methods for online learning and stochastic optimization", 2011.
 */
public final class AdaGrad extends Optimizer {
    private final double rateDecay;
    private final double initialAccumulator;
    private final double epsilon;

    private double decayedRate;

    private AdaGrad(
            double learningRate,
            double rateDecay,
            double initialAccumulator,
            double epsilon,
            double weightDecay) {
        super(learningRate, weightDecay);
        this.rateDecay = rateDecay;
        this.initialAccumulator = initialAccumulator;
        this.epsilon = epsilon;
    }

    /**
     * AdaGrad with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 0.01
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static AdaGrad withLearningRate(double learningRate) {
        return new AdaGrad(learningRate, 0, 0, 1e-10, 0);
    }

    /**
     * Sets the decay of the rate by steps, PyTorch's lr_decay. Default: 0.
     *
     * @param newRateDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaGrad rateDecay(double newRateDecay) {
        return new AdaGrad(
                learningRate(),
                requireNotNegative("rate decay", newRateDecay),
                initialAccumulator,
                epsilon,
                weightDecay());
    }

    /**
     * Sets where the sums of squares start, PyTorch's initial_accumulator_value. Default: 0 (Keras
     * has 0.1).
     *
     * @param newInitialAccumulator at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaGrad initialAccumulator(double newInitialAccumulator) {
        return new AdaGrad(
                learningRate(),
                rateDecay,
                requireNotNegative("initial accumulator", newInitialAccumulator),
                epsilon,
                weightDecay());
    }

    /**
     * Sets the number that keeps the division from zero; it is added outside the root. Default:
     * 1e-10.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public AdaGrad epsilon(double newEpsilon) {
        return new AdaGrad(
                learningRate(),
                rateDecay,
                initialAccumulator,
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
    public AdaGrad weightDecay(double newWeightDecay) {
        return new AdaGrad(learningRate(), rateDecay, initialAccumulator, epsilon, newWeightDecay);
    }

    @Override
    protected List<String> stateNames() {
        return List.of("sum");
    }

    @Override
    protected double initialState(String stateName) {
        return initialAccumulator;
    }

    @Override
    protected void beginStep(long step) {
        decayedRate = rate() / (1 + (step - 1) * rateDecay);
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) decayedRate;
        float eps = (float) epsilon;
        float decay = (float) decay();
        float[] sum = blockState[0];
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i] + decay * values[i];
            float s = sum[i] + gradient * gradient;
            sum[i] = s;
            values[i] -= rate * (gradient / ((float) Math.sqrt(s) + eps));
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = decayedRate;
        double eps = epsilon;
        double decay = decay();
        double[] sum = blockState[0];
        for (int i = 0; i < values.length; i++) {
            double gradient = gradients[i] + decay * values[i];
            double s = sum[i] + gradient * gradient;
            sum[i] = s;
            values[i] -= rate * (gradient / (Math.sqrt(s) + eps));
        }
    }
}
