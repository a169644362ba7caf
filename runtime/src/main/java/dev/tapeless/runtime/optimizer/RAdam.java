package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * RAdam, Adam that waits with its adaptive rates until their variance is known well enough, as
 * PyTorch's {@code RAdam}. For a parameter w with gradient g at learning rate r and step t:
 *
 * <pre>
 * d    = g + weightDecay * w
 * m    = beta1 * m + (1 - beta1) * d
 * v    = beta2 * v + (1 - beta2) * d * d
 * R    = 2 / (1 - beta2) - 1
 * R_t  = R - 2 * t * beta2^t / (1 - beta2^t)
 * w    = w - r / (1 - beta1^t) * m                                                  while R_t &lt;= 5
 * w    = w - r / (1 - beta1^t) * m * c * sqrt(1 - beta2^t) / (sqrt(v) + epsilon)    afterwards
 * c    = sqrt((R_t - 4) * (R_t - 2) * R / ((R - 4) * (R - 2) * R_t))
 * </pre>
 *
 * <p>With decoupled weight decay d is g, and w is multiplied by {@code 1 - r * weightDecay} first.
 *
 * <p>State: {@code exp_avg} (m) and {@code exp_avg_sq} (v). Liu et al., "On the variance of the
 * adaptive learning rate and beyond", 2020.
 */
public final class RAdam extends Optimizer {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final boolean decoupled;

    private boolean adaptive;
    private double correctedRate;

    private RAdam(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            boolean decoupled,
            double weightDecay) {
        super(learningRate, weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decoupled = decoupled;
    }

    /**
     * RAdam with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 1e-3
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static RAdam withLearningRate(double learningRate) {
        return new RAdam(learningRate, 0.9, 0.999, 1e-8, false, 0);
    }

    /**
     * Sets the number that keeps the division from zero; it is added outside the root. Default:
     * 1e-8.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RAdam epsilon(double newEpsilon) {
        return new RAdam(
                learningRate(),
                beta1,
                beta2,
                requireNotNegative("epsilon", newEpsilon),
                decoupled,
                weightDecay());
    }

    /**
     * Sets the weight decay. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RAdam weightDecay(double newWeightDecay) {
        return new RAdam(learningRate(), beta1, beta2, epsilon, decoupled, newWeightDecay);
    }

    /**
     * Chooses whether weight decay shrinks the values, as AdamW's, instead of adding to the
     * gradients. Default: false.
     *
     * @param newDecoupled whether to decouple it
     * @return a new optimizer with it
     */
    public RAdam decoupledWeightDecay(boolean newDecoupled) {
        return new RAdam(learningRate(), beta1, beta2, epsilon, newDecoupled, weightDecay());
    }

    /**
     * Sets the decay rates of the averages. Defaults: 0.9 and 0.999.
     *
     * @param newBeta1 that of the gradients, at least 0 and less than 1
     * @param newBeta2 that of their squares, at least 0 and less than 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public RAdam betas(double newBeta1, double newBeta2) {
        return new RAdam(
                learningRate(),
                requireDecay("beta1", newBeta1),
                requireDecay("beta2", newBeta2),
                epsilon,
                decoupled,
                weightDecay());
    }

    @Override
    protected List<String> stateNames() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    protected void beginStep(long step) {
        double remaining = power(beta2, step);
        double limit = 2 / (1 - beta2) - 1;
        double length = limit - 2 * step * remaining / (1 - remaining);
        double unbiased = rate() / (1 - power(beta1, step));
        adaptive = length > 5;
        correctedRate =
                adaptive
                        ? unbiased * rectification(length, limit) * Math.sqrt(1 - remaining)
                        : unbiased;
    }

    private static double rectification(double length, double limit) {
        return Math.sqrt(
                (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length));
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) correctedRate;
        float keep1 = (float) beta1;
        float share1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float share2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        float decay = (float) (decoupled ? 0 : decay());
        float shrink = (float) (decoupled ? 1 - rate() * decay() : 1);
        float[] average = blockState[0];
        float[] square = blockState[1];
        if (adaptive) {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float m = keep1 * average[i] + share1 * gradient;
                float v = keep2 * square[i] + share2 * gradient * gradient;
                average[i] = m;
                square[i] = v;
                values[i] = values[i] * shrink - rate * (m / ((float) Math.sqrt(v) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float m = keep1 * average[i] + share1 * gradient;
                average[i] = m;
                square[i] = keep2 * square[i] + share2 * gradient * gradient;
                values[i] = values[i] * shrink - rate * m;
            }
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = correctedRate;
        double keep1 = beta1;
        double share1 = 1 - beta1;
        double keep2 = beta2;
        double share2 = 1 - beta2;
        double eps = epsilon;
        double decay = decoupled ? 0 : decay();
        double shrink = decoupled ? 1 - rate() * decay() : 1;
        double[] average = blockState[0];
        double[] square = blockState[1];
        if (adaptive) {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double m = keep1 * average[i] + share1 * gradient;
                double v = keep2 * square[i] + share2 * gradient * gradient;
                average[i] = m;
                square[i] = v;
                values[i] = values[i] * shrink - rate * (m / (Math.sqrt(v) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double m = keep1 * average[i] + share1 * gradient;
                average[i] = m;
                square[i] = keep2 * square[i] + share2 * gradient * gradient;
                values[i] = values[i] * shrink - rate * m;
            }
        }
    }
}
