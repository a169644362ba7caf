package dev.tapeless.benchmarks;

import java.util.Arrays;

/** A network written by hand, but for the loops of its products. */
abstract class ByHand implements Contestant.Trainable {

    private static final float KEEP1 = 0.9f;
    private static final float KEEP2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Layers layers;
    private final Adam[] adams;
    private float[][] inputs;
    private float[][] targets;
    private float[][] outputs;
    private float[][][] values;
    private float[][][] gradients;
    private int steps;

    ByHand(Layers layers) {
        this.layers = layers;
        this.adams = new Adam[layers.count()];
        for (int layer = 0; layer < adams.length; layer++) {
            adams[layer] = new Adam(layers.weights()[layer], layers.biases()[layer]);
        }
    }

    /** {@code y[s] = x[s] * w + b}, or zero where that is negative. */
    abstract void product(
            float[][] x, float[][] w, float[] b, float[][] y, int count, boolean relu);

    /** {@code dw[i][u] = sum over s of x[s][i] * dy[s][u]}. */
    abstract void weightGradient(float[][] x, float[][] dy, float[][] dw, int count);

    /** {@code dx[s][i] = sum over u of dy[s][u] * w[i][u]}. */
    abstract void inputGradient(float[][] dy, float[][] w, float[][] dx, int count);

    @Override
    public void load(float[][] samples, float[][] classes) {
        inputs = samples;
        targets = classes;
        values = new float[layers.count()][][];
        gradients = new float[layers.count()][][];
        for (int layer = 0; layer < layers.count(); layer++) {
            values[layer] = layers.rows(layer, samples.length);
            gradients[layer] = layers.rows(layer, samples.length);
        }
        outputs = values[layers.count() - 1];
    }

    @Override
    public void predict() {
        forward(inputs.length);
    }

    @Override
    public float[][] outputs() {
        return outputs;
    }

    @Override
    public Layers parameters() {
        return layers.copy();
    }

    private void forward(int count) {
        float[][] x = inputs;
        for (int layer = 0; layer < layers.count(); layer++) {
            final boolean isLast = layer == layers.count() - 1;
            final float[][] y = values[layer];
            product(x, layers.weights()[layer], layers.biases()[layer], y, count, !isLast);
            x = y;
        }
    }

    @Override
    public void step() {
        final int count = inputs.length;
        final int last = layers.count() - 1;
        forward(count);
        for (int s = 0; s < count; s++) {
            softmaxGradient(values[last][s], targets[s], gradients[last][s], count);
        }
        steps++;
        for (int layer = last; layer >= 0; layer--) {
            final float[][] x = layer == 0 ? inputs : values[layer - 1];
            if (layer > 0) {
                inputGradient(
                        gradients[layer], layers.weights()[layer], gradients[layer - 1], count);
                for (int s = 0; s < count; s++) {
                    maskNegative(values[layer - 1][s], gradients[layer - 1][s]);
                }
            }
            final Adam adam = adams[layer];
            weightGradient(x, gradients[layer], adam.weightGradient, count);
            Arrays.fill(adam.biasGradient, 0);
            for (int s = 0; s < count; s++) {
                for (int u = 0; u < adam.biasGradient.length; u++) {
                    adam.biasGradient[u] += gradients[layer][s][u];
                }
            }
            adam.update(layers.weights()[layer], layers.biases()[layer], steps);
        }
    }

    private static void softmaxGradient(float[] scores, float[] target, float[] to, int count) {
        float largest = Float.NEGATIVE_INFINITY;
        for (final float score : scores) {
            largest = Math.max(largest, score);
        }
        float sum = 0;
        for (int k = 0; k < scores.length; k++) {
            to[k] = (float) Math.exp(scores[k] - largest);
            sum += to[k];
        }
        for (int k = 0; k < scores.length; k++) {
            to[k] = (to[k] / sum - target[k]) / count;
        }
    }

    private static void maskNegative(float[] y, float[] dy) {
        for (int i = 0; i < dy.length; i++) {
            dy[i] *= Math.min(1, y[i] * 1e30f);
        }
    }

    /** The state of one layer. */
    private static final class Adam {
        private final float[][] weightGradient;
        private final float[][] weightAverage;
        private final float[][] weightSquare;
        private final float[] biasGradient;
        private final float[] biasAverage;
        private final float[] biasSquare;

        Adam(float[][] weight, float[] bias) {
            weightGradient = new float[weight.length][bias.length];
            weightAverage = new float[weight.length][bias.length];
            weightSquare = new float[weight.length][bias.length];
            biasGradient = new float[bias.length];
            biasAverage = new float[bias.length];
            biasSquare = new float[bias.length];
        }

        void update(float[][] weight, float[] bias, int step) {
            final float rate = (float) (Layers.RATE / (1 - Math.pow(KEEP1, step)));
            final float correction = (float) Math.sqrt(1 - Math.pow(KEEP2, step));
            for (int i = 0; i < weight.length; i++) {
                update(
                        weight[i],
                        weightGradient[i],
                        weightAverage[i],
                        weightSquare[i],
                        rate,
                        correction);
            }
            update(bias, biasGradient, biasAverage, biasSquare, rate, correction);
        }

        private static void update(
                float[] values, float[] g, float[] m, float[] v, float rate, float correction) {
            for (int i = 0; i < values.length; i++) {
                m[i] = KEEP1 * m[i] + (1 - KEEP1) * g[i];
                v[i] = KEEP2 * v[i] + (1 - KEEP2) * g[i] * g[i];
                values[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) / correction + EPSILON);
            }
        }
    }
}
