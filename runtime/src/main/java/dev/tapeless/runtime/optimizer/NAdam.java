package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * NAdam, Adam with Nesterov's momentum, as PyTorch's {@code NAdam}. For a parameter w with gradient
 * g at learning rate r and step t:
 *
 * <pre>
 * d    = g + weightDecay * w
 * mu_t = beta1 * (1 - 0.96^(t * momentumDecay) / 2)
 * p_t  = mu_1 * mu_2 * ... * mu_t
 * m    = beta1 * m + (1 - beta1) * d
 * v    = beta2 * v + (1 - beta2) * d * d
 * w    = w - r * ((1 - mu_t) / (1 - p_t) * d + mu_(t+1) / (1 - p_(t+1)) * m)
 *              / (sqrt(v / (1 - beta2^t)) + epsilon)
 * </pre>
 *
 * <p>With decoupled weight decay d is g, and w is multiplied by {@code 1 - r * weightDecay} first.
 *
 * <p>State: {@code exp_avg} (m) and {@code exp_avg_sq} (v). Dozat, "Incorporating Nesterov momentum
 * into Adam", 2016.
 */
public final class NAdam extends Optimizer {
    private static final double LOG_096 = StrictMath.log(0.96);

    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double momentumDecay;
    private final boolean decoupled;

    private double gradientRate;
    private double averageRate;
    private double correctedEpsilon;

    // The product of the momentum's factors up to a step: a function of the step alone.
    private long productStep;
    private double product = 1;

    private NAdam(
            double learningRate,
            double beta1,
            double beta2,
            double epsilon,
            double momentumDecay,
            boolean decoupled,
            double weightDecay) {
        super(learningRate, weightDecay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.momentumDecay = momentumDecay;
        this.decoupled = decoupled;
    }

    /**
     * NAdam with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 2e-3
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static NAdam withLearningRate(double learningRate) {
        return new NAdam(learningRate, 0.9, 0.999, 1e-8, 4e-3, false, 0);
    }

    /**
     * Sets the number that keeps the division from zero; it is added outside the root. Default:
     * 1e-8.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public NAdam epsilon(double newEpsilon) {
        return new NAdam(
                learningRate(),
                beta1,
                beta2,
                requireNotNegative("epsilon", newEpsilon),
                momentumDecay,
                decoupled,
                weightDecay());
    }

    /**
     * Sets how fast the momentum grows to beta1. Default: 4e-3.
     *
     * @param newMomentumDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public NAdam momentumDecay(double newMomentumDecay) {
        return new NAdam(
                learningRate(),
                beta1,
                beta2,
                epsilon,
                requireNotNegative("momentum decay", newMomentumDecay),
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
    public NAdam weightDecay(double newWeightDecay) {
        return new NAdam(
                learningRate(), beta1, beta2, epsilon, momentumDecay, decoupled, newWeightDecay);
    }

    /**
     * Chooses whether weight decay shrinks the values, as AdamW's, instead of adding to the
     * gradients. Default: false.
     *
     * @param newDecoupled whether to decouple it
     * @return a new optimizer with it
     */
    public NAdam decoupledWeightDecay(boolean newDecoupled) {
        return new NAdam(
                learningRate(), beta1, beta2, epsilon, momentumDecay, newDecoupled, weightDecay());
    }

    /**
     * Sets the decay rates of the averages. Defaults: 0.9 and 0.999.
     *
     * @param newBeta1 that of the gradients, at least 0 and less than 1
     * @param newBeta2 that of their squares, at least 0 and less than 1
     * @return a new optimizer with them
     * @throws IllegalArgumentException if one is outside its range
     */
    public NAdam betas(double newBeta1, double newBeta2) {
        return new NAdam(
                learningRate(),
                requireDecay("beta1", newBeta1),
                requireDecay("beta2", newBeta2),
                epsilon,
                momentumDecay,
                decoupled,
                weightDecay());
    }

    @Override
    protected List<String> stateNames() {
        return List.of("exp_avg", "exp_avg_sq");
    }

    @Override
    protected void beginStep(long step) {
        if (productStep > step) {
            productStep = 0;
            product = 1;
        }
        // One round, unless the steps were set from a checkpoint; once zero it stays zero.
        while (productStep < step && product > 0) {
            productStep++;
            product *= momentum(productStep);
        }
        productStep = step;
        double next = momentum(step + 1);
        // The correction of v multiplies all three, so that an element need not divide by it.
        double correction = Math.sqrt(1 - power(beta2, step));
        gradientRate = rate() * (1 - momentum(step)) / (1 - product) * correction;
        averageRate = rate() * next / (1 - product * next) * correction;
        correctedEpsilon = epsilon * correction;
    }

    private double momentum(long step) {
        double log = step * momentumDecay * LOG_096;
        return beta1 * (1 - 0.5 * StrictMath.exp(log));
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate1 = (float) gradientRate;
        float rate2 = (float) averageRate;
        float keep1 = (float) beta1;
        float share1 = (float) (1 - beta1);
        float keep2 = (float) beta2;
        float share2 = (float) (1 - beta2);
        float eps = (float) correctedEpsilon;
        float decay = (float) (decoupled ? 0 : decay());
        float shrink = (float) (decoupled ? 1 - rate() * decay() : 1);
        float[] average = blockState[0];
        float[] square = blockState[1];
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i] + decay * values[i];
            float m = keep1 * average[i] + share1 * gradient;
            float v = keep2 * square[i] + share2 * gradient * gradient;
            average[i] = m;
            square[i] = v;
            float step = rate1 * gradient + rate2 * m;
            values[i] = values[i] * shrink - step / ((float) Math.sqrt(v) + eps);
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate1 = gradientRate;
        double rate2 = averageRate;
        double keep1 = beta1;
        double share1 = 1 - beta1;
        double keep2 = beta2;
        double share2 = 1 - beta2;
        double eps = correctedEpsilon;
        double decay = decoupled ? 0 : decay();
        double shrink = decoupled ? 1 - rate() * decay() : 1;
        double[] average = blockState[0];
        double[] square = blockState[1];
        for (int i = 0; i < values.length; i++) {
            double gradient = gradients[i] + decay * values[i];
            double m = keep1 * average[i] + share1 * gradient;
            double v = keep2 * square[i] + share2 * gradient * gradient;
            average[i] = m;
            square[i] = v;
            double step = rate1 * gradient + rate2 * m;
            values[i] = values[i] * shrink - step / (Math.sqrt(v) + eps);
        }
    }
}
