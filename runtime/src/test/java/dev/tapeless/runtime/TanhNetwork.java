package dev.tapeless.runtime;

import dev.tapeless.runtime.support.Checks;
import dev.tapeless.runtime.support.Initializers;
import dev.tapeless.runtime.support.SummaryTable;

import java.util.List;

/**
 * A network written by hand for tests: inputs, tanh units, linear outputs, in single precision,
 * with weights stored in rows an input.
 */
public final class TanhNetwork implements Model<float[]> {
    private final int inputs;
    private final int units;
    private final int outputs;
    private final float[][] hiddenWeight;
    private final float[][] hiddenBias;
    private final float[][] outWeight;
    private final float[][] outBias;
    private final float[][] hiddenWeightGradient;
    private final float[][] hiddenBiasGradient;
    private final float[][] outWeightGradient;
    private final float[][] outBiasGradient;
    private final Parameters<float[]> parameters;
    private final RandomStream random;

    private float[][] batch;
    private int batchCount;
    private float[][] activations = {};
    private float[][] outputRows = {};
    private final float[] activationGradient;

    public TanhNetwork(int inputs, int units, int outputs, long seed) {
        this.inputs = inputs;
        this.units = units;
        this.outputs = outputs;
        hiddenWeight = new float[inputs][units];
        hiddenBias = new float[1][units];
        outWeight = new float[units][outputs];
        outBias = new float[1][outputs];
        hiddenWeightGradient = new float[inputs][units];
        hiddenBiasGradient = new float[1][units];
        outWeightGradient = new float[units][outputs];
        outBiasGradient = new float[1][outputs];
        activationGradient = new float[units];
        int[] weightOrder = {1, 0};
        int[] biasOrder = {0};
        parameters =
                Parameters.of(
                        Parameter.ofFloats(
                                "hidden.weight",
                                new int[] {units, inputs},
                                weightOrder,
                                hiddenWeight,
                                hiddenWeightGradient),
                        Parameter.ofFloats(
                                "hidden.bias",
                                new int[] {units},
                                biasOrder,
                                hiddenBias,
                                hiddenBiasGradient),
                        Parameter.ofFloats(
                                "out.weight",
                                new int[] {outputs, units},
                                weightOrder,
                                outWeight,
                                outWeightGradient),
                        Parameter.ofFloats(
                                "out.bias",
                                new int[] {outputs},
                                biasOrder,
                                outBias,
                                outBiasGradient));
        random = new RandomStream(seed);
        Initializers.glorotUniform(parameters.get(0), inputs, units, seed, 0);
        Initializers.glorotUniform(parameters.get(2), units, outputs, seed, 2);
    }

    @Override
    public int inputSize() {
        return inputs;
    }

    @Override
    public int outputSize() {
        return outputs;
    }

    @Override
    public float[] predict(float[] input) {
        float[] output = new float[outputs];
        predict(input, output);
        return output;
    }

    @Override
    public void predict(float[] input, float[] output) {
        Checks.row(input, inputs, "input");
        Checks.row(output, outputs, "output");
        compute(input, new float[units], output);
    }

    @Override
    public void predict(float[][] inputRows, float[][] predicted, int count) {
        Checks.rows(inputRows, count, inputs, "inputs");
        Checks.rows(predicted, count, outputs, "outputs");
        for (int i = 0; i < count; i++) {
            predict(inputRows[i], predicted[i]);
        }
    }

    @Override
    public float[][] forward(float[][] inputRows, int count) {
        Checks.batch(inputRows, count, inputs, "inputs");
        if (outputRows.length < count) {
            reserve(count);
        }
        random.advance();
        batch = inputRows;
        batchCount = count;
        for (int i = 0; i < count; i++) {
            compute(inputRows[i], activations[i], outputRows[i]);
        }
        return outputRows;
    }

    private void compute(float[] input, float[] activation, float[] output) {
        System.arraycopy(hiddenBias[0], 0, activation, 0, units);
        for (int k = 0; k < inputs; k++) {
            for (int u = 0; u < units; u++) {
                activation[u] += input[k] * hiddenWeight[k][u];
            }
        }
        System.arraycopy(outBias[0], 0, output, 0, outputs);
        for (int u = 0; u < units; u++) {
            activation[u] = (float) StrictMath.tanh(activation[u]);
            for (int o = 0; o < outputs; o++) {
                output[o] += activation[u] * outWeight[u][o];
            }
        }
    }

    @Override
    public void backward(float[][] outputGradients, int count) {
        Checks.backward(batchCount, count);
        Checks.batch(outputGradients, count, outputs, "outputGradients");
        for (int i = 0; i < count; i++) {
            float[] gradient = outputGradients[i];
            float[] activation = activations[i];
            for (int u = 0; u < units; u++) {
                float sum = 0;
                for (int o = 0; o < outputs; o++) {
                    outWeightGradient[u][o] += gradient[o] * activation[u];
                    sum += gradient[o] * outWeight[u][o];
                }
                activationGradient[u] = sum * (1 - activation[u] * activation[u]);
                hiddenBiasGradient[0][u] += activationGradient[u];
            }
            for (int o = 0; o < outputs; o++) {
                outBiasGradient[0][o] += gradient[o];
            }
            for (int k = 0; k < inputs; k++) {
                for (int u = 0; u < units; u++) {
                    hiddenWeightGradient[k][u] += activationGradient[u] * batch[i][k];
                }
            }
        }
    }

    @Override
    public void reserve(int batchSize) {
        Checks.batchSize(batchSize);
        activations = new float[batchSize][units];
        outputRows = new float[batchSize][outputs];
        batchCount = 0;
    }

    @Override
    public Parameters<float[]> parameters() {
        return parameters;
    }

    @Override
    public List<Layer> layers() {
        return List.of(
                new Layer(
                        "hidden", new int[] {units}, List.of(parameters.get(0), parameters.get(1))),
                new Layer(
                        "out", new int[] {outputs}, List.of(parameters.get(2), parameters.get(3))));
    }

    @Override
    public RandomStream random() {
        return random;
    }

    @Override
    public String summary() {
        return new SummaryTable("TanhNetwork: input [" + inputs + "], float")
                .row(
                        "hidden",
                        "Dense Tanh",
                        new int[] {units},
                        (inputs + 1L) * units,
                        inputs * units)
                .row("out", "Dense", new int[] {outputs}, (units + 1L) * outputs, units * outputs)
                .render();
    }
}
