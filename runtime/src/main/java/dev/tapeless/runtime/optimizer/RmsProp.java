package dev.tapeless.runtime.optimizer;

import java.util.ArrayList;
import java.util.List;

/**
 * RMSProp, as PyTorch's {@code RMSprop}. For a parameter w with gradient g at learning rate r:
 *
 * <pre>
 * d = g + weightDecay * w
 * v = alpha * v + (1 - alpha) * d * d
 * a = alpha * a + (1 - alpha) * d           if centered, else 0
 * s = d / (sqrt(v - a * a) + epsilon)
 * b = momentum * b + s
 * w = w - r * b                             without momentum r * s
 * </pre>
 *
 * <p>State: {@code square_avg} (v), with momentum {@code momentum_buffer} (b), if centered {@code
 * grad_avg} (a). Tieleman and Hinton, "Lecture 6.5: rmsprop", 2012; Graves, "Generating sequences
 * with recurrent neural networks", 2013, for the centered form. Keras adds epsilon inside the root.
 */
public final class RmsProp extends Optimizer {
    private final double alpha;
    private final double epsilon;
    private final double momentum;
    private final boolean centered;

    private RmsProp(
            double learningRate,
            double alpha,
            double epsilon,
            double momentum,
            boolean centered,
            double weightDecay) {
        super(learningRate, weightDecay);
        this.alpha = alpha;
        this.epsilon = epsilon;
        this.momentum = momentum;
        this.centered = centered;
    }

    /**
     * RMSProp with its usual settings.
     *
     * @param learningRate the learning rate, at least 0; PyTorch's default is 0.01
     * @return the optimizer
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public static RmsProp withLearningRate(double learningRate) {
        return new RmsProp(learningRate, 0.99, 1e-8, 0, false, 0);
    }

    /**
     * Sets the decay rate of the averages, Keras's rho. Default: 0.99 (Keras has 0.9).
     *
     * @param newAlpha at least 0 and less than 1
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is not at least 0 and less than 1
     */
    public RmsProp alpha(double newAlpha) {
        return new RmsProp(
                learningRate(),
                requireDecay("alpha", newAlpha),
                epsilon,
                momentum,
                centered,
                weightDecay());
    }

    /**
     * Sets the number that keeps the division from zero; it is added outside the root. Default:
     * 1e-8.
     *
     * @param newEpsilon at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RmsProp epsilon(double newEpsilon) {
        return new RmsProp(
                learningRate(),
                alpha,
                requireNotNegative("epsilon", newEpsilon),
                momentum,
                centered,
                weightDecay());
    }

    /**
     * Sets the momentum. Default: 0, none.
     *
     * @param newMomentum at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RmsProp momentum(double newMomentum) {
        return new RmsProp(
                learningRate(),
                alpha,
                epsilon,
                requireNotNegative("momentum", newMomentum),
                centered,
                weightDecay());
    }

    /**
     * Chooses to divide by the standard deviation of the gradients instead of their size. Default:
     * false.
     *
     * @param newCentered whether to
     * @return a new optimizer with it
     */
    public RmsProp centered(boolean newCentered) {
        return new RmsProp(learningRate(), alpha, epsilon, momentum, newCentered, weightDecay());
    }

    /**
     * Sets the weight decay: the factor of the values that is added to their gradients before
     * anything else. Default: 0.
     *
     * @param newWeightDecay at least 0
     * @return a new optimizer with it
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RmsProp weightDecay(double newWeightDecay) {
        return new RmsProp(learningRate(), alpha, epsilon, momentum, centered, newWeightDecay);
    }

    @Override
    protected List<String> stateNames() {
        List<String> names = new ArrayList<>(List.of("square_avg"));
        if (momentum != 0) {
            names.add("momentum_buffer");
        }
        if (centered) {
            names.add("grad_avg");
        }
        return names;
    }

    @Override
    protected void update(float[] values, float[] gradients, float[][] blockState) {
        if (momentum == 0) {
            updatePlain(values, gradients, blockState);
        } else {
            updateWithMomentum(values, gradients, blockState);
        }
    }

    @Override
    protected void update(double[] values, double[] gradients, double[][] blockState) {
        if (momentum == 0) {
            updatePlain(values, gradients, blockState);
        } else {
            updateWithMomentum(values, gradients, blockState);
        }
    }

    private void updatePlain(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) rate();
        float keep = (float) alpha;
        float share = (float) (1 - alpha);
        float eps = (float) epsilon;
        float decay = (float) decay();
        float[] square = blockState[0];
        if (centered) {
            float[] average = blockState[1];
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float v = keep * square[i] + share * gradient * gradient;
                float a = keep * average[i] + share * gradient;
                square[i] = v;
                average[i] = a;
                float variance = Math.max(v - a * a, 0); // rounding may take it below zero
                values[i] -= rate * (gradient / ((float) Math.sqrt(variance) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float v = keep * square[i] + share * gradient * gradient;
                square[i] = v;
                values[i] -= rate * (gradient / ((float) Math.sqrt(v) + eps));
            }
        }
    }

    private void updatePlain(double[] values, double[] gradients, double[][] blockState) {
        double rate = rate();
        double keep = alpha;
        double share = 1 - alpha;
        double eps = epsilon;
        double decay = decay();
        double[] square = blockState[0];
        if (centered) {
            double[] average = blockState[1];
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double v = keep * square[i] + share * gradient * gradient;
                double a = keep * average[i] + share * gradient;
                square[i] = v;
                average[i] = a;
                double variance = Math.max(v - a * a, 0); // rounding may take it below zero
                values[i] -= rate * (gradient / (Math.sqrt(variance) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double v = keep * square[i] + share * gradient * gradient;
                square[i] = v;
                values[i] -= rate * (gradient / (Math.sqrt(v) + eps));
            }
        }
    }

    private void updateWithMomentum(float[] values, float[] gradients, float[][] blockState) {
        float rate = (float) rate();
        float keep = (float) alpha;
        float share = (float) (1 - alpha);
        float keepStep = (float) momentum;
        float eps = (float) epsilon;
        float decay = (float) decay();
        float[] square = blockState[0];
        float[] buffer = blockState[1];
        if (centered) {
            float[] average = blockState[2];
            // Two loops, as C2 does not vectorise one that long (JDK 17).
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                square[i] = keep * square[i] + share * gradient * gradient;
                average[i] = keep * average[i] + share * gradient;
            }
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float a = average[i];
                float variance = Math.max(square[i] - a * a, 0); // rounding may take it below zero
                float b = keepStep * buffer[i] + gradient / ((float) Math.sqrt(variance) + eps);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float v = keep * square[i] + share * gradient * gradient;
                square[i] = v;
                float b = keepStep * buffer[i] + gradient / ((float) Math.sqrt(v) + eps);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        }
    }

    private void updateWithMomentum(double[] values, double[] gradients, double[][] blockState) {
        double rate = rate();
        double keep = alpha;
        double share = 1 - alpha;
        double keepStep = momentum;
        double eps = epsilon;
        double decay = decay();
        double[] square = blockState[0];
        double[] buffer = blockState[1];
        if (centered) {
            double[] average = blockState[2];
            // Two loops, as C2 does not vectorise one that long (JDK 17).
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                square[i] = keep * square[i] + share * gradient * gradient;
                average[i] = keep * average[i] + share * gradient;
            }
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double a = average[i];
                double variance = Math.max(square[i] - a * a, 0); // rounding may take it below zero
                double b = keepStep * buffer[i] + gradient / (Math.sqrt(variance) + eps);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double v = keep * square[i] + share * gradient * gradient;
                square[i] = v;
                double b = keepStep * buffer[i] + gradient / (Math.sqrt(v) + eps);
                buffer[i] = b;
                values[i] -= rate * b;
            }
        }
    }
}
