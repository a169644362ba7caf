package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import java.util.Arrays;

/**
 * The parameters of a network of dense layers.
 *
 * @param sizes inputs, and the units of each layer
 * @param weights for each layer {@code [inputs][units]}
 * @param biases for each layer
 */
public record Layers(int[] sizes, float[][][] weights, float[][] biases) {

    /**
     * The rate of learning that all contestants use; what else Adam knows is 0.9, 0.999 and 1e-8.
     */
    public static final float RATE = 1e-4f;

    /** The parameters of a generated network. */
    static Layers of(int[] sizes, Model<float[]> model) {
        final int count = sizes.length - 1;
        final float[][] weights = new float[count][];
        final float[][] biases = new float[count][];
        for (int layer = 0; layer < count; layer++) {
            weights[layer] = floats(model.parameters().get(2 * layer).values());
            biases[layer] = floats(model.parameters().get(2 * layer + 1).values());
        }
        return ofUnits(sizes, weights, biases);
    }

    private static float[] floats(double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /**
     * Parameters as PyTorch has them.
     *
     * @param sizes inputs, and the units of each layer
     * @param weights for each layer {@code [units][inputs]}, row after row
     * @param biases for each layer, taken over
     * @return the parameters
     */
    public static Layers ofUnits(int[] sizes, float[][] weights, float[][] biases) {
        final float[][][] rows = new float[weights.length][][];
        for (int layer = 0; layer < rows.length; layer++) {
            rows[layer] = new float[sizes[layer]][sizes[layer + 1]];
            for (int u = 0; u < sizes[layer + 1]; u++) {
                for (int i = 0; i < sizes[layer]; i++) {
                    rows[layer][i][u] = weights[layer][u * sizes[layer] + i];
                }
            }
        }
        return new Layers(sizes, rows, biases);
    }

    /**
     * The weights of a layer as PyTorch has them.
     *
     * @param layer which layer
     * @return {@code [units][inputs]}, row after row
     */
    public float[] ofUnits(int layer) {
        final float[] weight = new float[sizes[layer] * sizes[layer + 1]];
        for (int u = 0; u < sizes[layer + 1]; u++) {
            for (int i = 0; i < sizes[layer]; i++) {
                weight[u * sizes[layer] + i] = weights[layer][i][u];
            }
        }
        return weight;
    }

    /**
     * How many layers there are.
     *
     * @return at least 1
     */
    public int count() {
        return weights.length;
    }

    /** The same numbers in arrays of their own. */
    Layers copy() {
        return new Layers(
                sizes,
                Arrays.stream(weights)
                        .map(w -> Arrays.stream(w).map(float[]::clone).toArray(float[][]::new))
                        .toArray(float[][][]::new),
                Arrays.stream(biases).map(float[]::clone).toArray(float[][]::new));
    }

    /** Rows of zeros for the units of a layer. */
    float[][] rows(int layer, int rows) {
        return new float[rows][sizes[layer + 1]];
    }
}
