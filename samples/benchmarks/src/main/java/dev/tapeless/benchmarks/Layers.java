package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

/**
 * The parameters of a network written by hand, and what Adam keeps of them.
 *
 * @param sizes inputs, and the units of each layer
 * @param weights for each layer {@code [inputs][units]}
 * @param biases for each layer
 */
record Layers(int[] sizes, float[][][] weights, float[][] biases) {

    /** The parameters of a generated network. */
    static Layers of(int[] sizes, Model<float[]> model) {
        final int count = sizes.length - 1;
        final float[][][] weights = new float[count][][];
        final float[][] biases = new float[count][];
        for (int layer = 0; layer < count; layer++) {
            final double[] weight = model.parameters().get(2 * layer).values();
            final double[] bias = model.parameters().get(2 * layer + 1).values();
            weights[layer] = new float[sizes[layer]][sizes[layer + 1]];
            biases[layer] = new float[sizes[layer + 1]];
            for (int u = 0; u < sizes[layer + 1]; u++) {
                biases[layer][u] = (float) bias[u];
                for (int i = 0; i < sizes[layer]; i++) {
                    weights[layer][i][u] = (float) weight[u * sizes[layer] + i];
                }
            }
        }
        return new Layers(sizes, weights, biases);
    }

    /** How many layers there are. */
    int count() {
        return weights.length;
    }

    /** Rows of zeros for the units of a layer. */
    float[][] rows(int layer, int rows) {
        return new float[rows][sizes[layer + 1]];
    }
}
