package dev.tapeless.runtime.optimizer;

/**
 * The elementwise part of a step of Adam and AdamW, with what is the same for all elements. Reused
 * from step to step.
 *
 * <p>An element needs {@code rate * m / (sqrt(v) / correction + epsilon)}. Rate and epsilon are
 * multiplied by the correction beforehand, which leaves {@code rate * m / (sqrt(v) + epsilon)}:
 * divisions and roots bound the loop, and over 784 rows of 128 floats two of them take 49
 * microseconds where three took 71 (JDK 17; 64 and 87 on JDK 25).
 */
final class AdamStep {
    private double rate;
    private double shrink;
    private double coupledDecay;
    private double beta1;
    private double beta2;
    private double epsilon;

    /** A step that must begin first. */
    AdamStep() {}

    /**
     * Sets the averages' decay and epsilon, and the bias corrections.
     *
     * @param learningRate the learning rate
     * @param newBeta1 the decay rate of the averages
     * @param newBeta2 the decay rate of the squares' averages
     * @param newEpsilon what is added to the corrected root
     * @param step the step's number, from 1
     */
    void begin(
            double learningRate, double newBeta1, double newBeta2, double newEpsilon, long step) {
        beta1 = newBeta1;
        beta2 = newBeta2;
        double correction = Math.sqrt(1 - Optimizer.power(beta2, step));
        rate = learningRate / (1 - Optimizer.power(beta1, step)) * correction;
        epsilon = newEpsilon * correction;
    }

    /**
     * Sets the two kinds of weight decay.
     *
     * @param newCoupledDecay the factor of the values that is added to the gradients
     * @param newShrink what the values are multiplied by
     */
    void decay(double newCoupledDecay, double newShrink) {
        coupledDecay = newCoupledDecay;
        shrink = newShrink;
    }

    /**
     * Updates one block in float arithmetic.
     *
     * @param values the values, to be changed
     * @param gradients their gradients
     * @param state the averages, the squares' averages and with AMSGrad their largest values
     */
    void update(float[] values, float[] gradients, float[][] state) {
        float step = (float) rate;
        float keep = (float) shrink;
        float keep1 = (float) beta1;
        float keep2 = (float) beta2;
        float share1 = (float) (1 - beta1);
        float share2 = (float) (1 - beta2);
        float eps = (float) epsilon;
        float decay = (float) coupledDecay;
        float[] average = state[0];
        float[] square = state[1];
        if (state.length == 3) {
            float[] largest = state[2];
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float m = keep1 * average[i] + share1 * gradient;
                float v = keep2 * square[i] + share2 * gradient * gradient;
                float s = Math.max(largest[i], v);
                average[i] = m;
                square[i] = v;
                largest[i] = s;
                values[i] = keep * values[i] - step * (m / ((float) Math.sqrt(s) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                float gradient = gradients[i] + decay * values[i];
                float m = keep1 * average[i] + share1 * gradient;
                float v = keep2 * square[i] + share2 * gradient * gradient;
                average[i] = m;
                square[i] = v;
                values[i] = keep * values[i] - step * (m / ((float) Math.sqrt(v) + eps));
            }
        }
    }

    /**
     * Updates one block in double arithmetic.
     *
     * @param values the values, to be changed
     * @param gradients their gradients
     * @param state the averages, the squares' averages and with AMSGrad their largest values
     */
    void update(double[] values, double[] gradients, double[][] state) {
        double step = rate;
        double keep = shrink;
        double keep1 = beta1;
        double keep2 = beta2;
        double share1 = (1 - beta1);
        double share2 = (1 - beta2);
        double eps = epsilon;
        double decay = coupledDecay;
        double[] average = state[0];
        double[] square = state[1];
        if (state.length == 3) {
            double[] largest = state[2];
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double m = keep1 * average[i] + share1 * gradient;
                double v = keep2 * square[i] + share2 * gradient * gradient;
                double s = Math.max(largest[i], v);
                average[i] = m;
                square[i] = v;
                largest[i] = s;
                values[i] = keep * values[i] - step * (m / (Math.sqrt(s) + eps));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                double gradient = gradients[i] + decay * values[i];
                double m = keep1 * average[i] + share1 * gradient;
                double v = keep2 * square[i] + share2 * gradient * gradient;
                average[i] = m;
                square[i] = v;
                values[i] = keep * values[i] - step * (m / (Math.sqrt(v) + eps));
            }
        }
    }
}
