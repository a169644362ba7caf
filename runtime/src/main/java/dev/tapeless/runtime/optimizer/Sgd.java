package dev.tapeless.runtime.optimizer;

import java.util.List;

/**
 * Stochastic gradient descent, with momentum, dampening, Nesterov's form and weight decay as in
 * PyTorch's {@code SGD}. For a parameter w with gradient g at learning rate r:
 *
 * <pre>
 * d = g + weightDecay * w
 * b = d                                      at the first step
 * b = momentum * b + (1 - dampening) * d     afterwards
 * w = w - r * d                              without momentum
 * w = w - r * b                              with momentum
 * w = w - r * (d + momentum * b)             with Nesterov momentum
 * </pre>
 *
 * <p>State: {@code momentum_buffer} (b), if there is momentum. Polyak, "Some methods of speeding up
 * the convergence of iteration methods", 1964; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", 2013, for Nesterov's form.
 *
 * <pre>{@code
 * Sgd.withLearningRate(0.1).momentum(0.9).nesterov(true)
 * }</pre>
 */
public final class Sgd extends Optimizer {
    private final double momentum;
    private final double dampening;
    private final boolean nesterov;

    // 1 - dampening, but 1 at the first step, where the buffer becomes the gradient itself.
    private double gradientShare;

    private Sgd(
            double learningRate,
            double momentum,
            double dampening,
            double weightDecay,
            boolean nesterov) {
        super(learningRate, weightDecay);
        this.momentum = momentum;
        this.dampening = dampening;
        this.nesterov = nesterov;
    }

    /**
     * Plain gradient descent.
     *
     * @param learningRate the learning rate, at least 0
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, 0, 0, 0, false);
    }

    /**
     * Sets the momentum. Default: 0, none.
     *
     * @param newMomentum at least 0, usually 0.9
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Sgd momentum(double newMomentum) {
        return new Sgd(
                learningRate(),
                requireNotNegative("momentum", newMomentum),
                dampening,
                weightDecay(),
                nesterov);
    }

    /**
     * Sets the dampening: how much of each new gradient is kept out of the momentum. Default: 0.
     *
     * @param newDampening a finite number, usually from 0 to 1
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is not finite
     */
    public Sgd dampening(double newDampening) {
        if (!Double.isFinite(newDampening)) {
            throw new IllegalArgumentException(
                    "dampening is " + newDampening + ", expected a finite number");
        }
        return new Sgd(learningRate(), momentum, newDampening, weightDecay(), nesterov);
    }

    /**
     * Sets the weight decay: the factor of the values that is added to their gradients, that is, an
     * L2 penalty of half this factor times the sum of squares. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Sgd weightDecay(double newWeightDecay) {
        return new Sgd(
                learningRate(),
                momentum,
                dampening,
                requireNotNegative("weight decay", newWeightDecay),
                nesterov);
    }

    /**
     * Chooses Nesterov's form of momentum. It needs momentum and no dampening. Default: false.
     *
     * @param newNesterov whether to use it
     * @return a new optimizer with it
     */
    public Sgd nesterov(boolean newNesterov) {
        return new Sgd(learningRate(), momentum, dampening, weightDecay(), newNesterov);
    }

    @Override
    protected void checkSettings() {
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalStateException(
                    "Nesterov momentum needs a momentum above 0 and a dampening of 0; found"
                            + " momentum "
                            + momentum
                            + " and dampening "
                            + dampening);
        }
    }

    @Override
    protected List<String> stateNames() {
        return momentum == 0 ? List.of() : List.of("momentum_buffer");
    }

    @Override
    protected void beginStep(long step) {
        gradientShare = step == 1 ? 1 : 1 - dampening;
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) rate();
        float decay = (float) decay();
        if (momentum == 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= rate * (gradients[i] + decay * values[i]);
            }
            return;
        }
        float keep = (float) momentum;
        float share = (float) gradientShare;
        float[] buffer = blockState[0];
        if (nesterov) {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float b = keep * buffer[i] + share * gradient;
                buffer[i] = b;
                values[i] -= rate * (gradient + keep * b);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                float b = keep * buffer[i] + share * (gradients[i] + decay * values[i]);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        double rate = rate();
        double decay = decay();
        if (momentum == 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= rate * (gradients[i] + decay * values[i]);
            }
            return;
        }
        double keep = momentum;
        double share = gradientShare;
        double[] buffer = blockState[0];
        if (nesterov) {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double b = keep * buffer[i] + share * gradient;
                buffer[i] = b;
                values[i] -= rate * (gradient + keep * b);
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                double b = keep * buffer[i] + share * (gradients[i] + decay * values[i]);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        }
    }
}
