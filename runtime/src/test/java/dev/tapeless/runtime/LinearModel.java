package dev.tapeless.runtime;

import dev.tapeless.runtime.support.Checks;

import java.util.List;

/** A linear model without bias in double precision, written by hand for tests. */
public class LinearModel implements Model<double[]> {
    private final double[][] weight;
    private final double[][] weightGradient;
    private final Parameters<double[]> parameters;
    private final RandomStream random = new RandomStream(1);
    private double[][] batch;
    private double[][] outputRows = {};
    private int batchCount;

    public LinearModel(int inputs, int outputs) {
        weight = new double[outputs][inputs];
        weightGradient = new double[outputs][inputs];
        parameters =
                Parameters.of(
                        List.of(
                                Parameter.ofDoubles(
                                        "out.weight",
                                        new int[] {outputs, inputs},
                                        new int[] {0, 1},
                                        weight,
                                        weightGradient)));
    }

    @Override
    public int inputSize() {
        return weight[0].length;
    }

    @Override
    public int outputSize() {
        return weight.length;
    }

    @Override
    public double[] predict(double[] input) {
        double[] output = new double[weight.length];
        predict(input, output);
        return output;
    }

    @Override
    public void predict(double[] input, double[] output) {
        Checks.row(input, inputSize(), "input");
        Checks.row(output, outputSize(), "output");
        for (int o = 0; o < weight.length; o++) {
            output[o] = 0;
            for (int k = 0; k < input.length; k++) {
                output[o] += weight[o][k] * input[k];
            }
        }
    }

    @Override
    public void predict(double[][] inputs, double[][] outputs, int count) {
        for (int i = 0; i < count; i++) {
            predict(inputs[i], outputs[i]);
        }
    }

    @Override
    public double[][] forward(double[][] inputs, int count) {
        if (outputRows.length < count) {
            reserve(count);
        }
        batch = inputs;
        batchCount = count;
        predict(inputs, outputRows, count);
        return outputRows;
    }

    @Override
    public void backward(double[][] outputGradients, int count) {
        Checks.backward(batchCount, count);
        for (int i = 0; i < count; i++) {
            for (int o = 0; o < weight.length; o++) {
                for (int k = 0; k < weight[o].length; k++) {
                    weightGradient[o][k] += outputGradients[i][o] * batch[i][k];
                }
            }
        }
    }

    @Override
    public void reserve(int batchSize) {
        outputRows = new double[batchSize][weight.length];
    }

    @Override
    public Parameters<double[]> parameters() {
        return parameters;
    }

    @Override
    public List<Layer> layers() {
        return List.of(new Layer("out", new int[] {outputSize()}, List.of(parameters.get(0))));
    }

    @Override
    public RandomStream random() {
        return random;
    }

    @Override
    public String summary() {
        return "linear\n";
    }
}
