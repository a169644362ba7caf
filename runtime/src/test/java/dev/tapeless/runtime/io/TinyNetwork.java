package dev.tapeless.runtime.io;

import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.RandomStream;

import java.util.Arrays;
import java.util.List;

/**
 * A network of 4-5-3 with ReLU in double precision, by plain loops; its weights are stored by
 * inputs.
 */
final class TinyNetwork implements Model<double[]> {
    private final Parameter<double[]> hiddenWeight =
            Parameter.ofDoubles(
                    "fc1.weight",
                    new int[] {5, 4},
                    new int[] {1, 0},
                    new double[4][5],
                    new double[4][5]);
    private final Parameter<double[]> hiddenBias =
            Parameter.ofDoubles(
                    "fc1.bias", new int[] {5}, new int[] {0}, new double[1][5], new double[1][5]);
    private final Parameter<double[]> outputWeight =
            Parameter.ofDoubles(
                    "fc2.weight",
                    new int[] {3, 5},
                    new int[] {1, 0},
                    new double[5][3],
                    new double[5][3]);
    private final Parameter<double[]> outputBias =
            Parameter.ofDoubles(
                    "fc2.bias", new int[] {3}, new int[] {0}, new double[1][3], new double[1][3]);
    private final Parameters<double[]> parameters =
            Parameters.of(hiddenWeight, hiddenBias, outputWeight, outputBias);
    private final RandomStream random = new RandomStream(1);

    /** All parameters in single precision, with the same names, shapes and storage. */
    static Parameters<float[]> floatParameters() {
        return Parameters.of(
                Parameter.ofFloats(
                        "fc1.weight",
                        new int[] {5, 4},
                        new int[] {1, 0},
                        new float[4][5],
                        new float[4][5]),
                Parameter.ofFloats(
                        "fc1.bias", new int[] {5}, new int[] {0}, new float[1][5], new float[1][5]),
                Parameter.ofFloats(
                        "fc2.weight",
                        new int[] {3, 5},
                        new int[] {1, 0},
                        new float[5][3],
                        new float[5][3]),
                Parameter.ofFloats(
                        "fc2.bias",
                        new int[] {3},
                        new int[] {0},
                        new float[1][3],
                        new float[1][3]));
    }

    /** Gives every element of every parameter a value of its own. */
    static void fill(Parameters<?> parameters) {
        double next = 0.25;
        for (Parameter<?> parameter : parameters) {
            double[] values = new double[parameter.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = next;
                next = -1.125 * next + 0.0625;
            }
            parameter.setAll(values);
        }
    }

    /** The values of all parameters, to be compared before and after. */
    static String values(Parameters<?> parameters) {
        StringBuilder text = new StringBuilder();
        for (Parameter<?> parameter : parameters) {
            text.append(parameter.name()).append(Arrays.toString(parameter.values()));
        }
        return text.toString();
    }

    @Override
    public int inputSize() {
        return 4;
    }

    @Override
    public int outputSize() {
        return 3;
    }

    @Override
    public double[] predict(double[] input) {
        double[] output = new double[3];
        predict(input, output);
        return output;
    }

    @Override
    public void predict(double[] input, double[] output) {
        double[] hidden = new double[5];
        dense(input, hiddenWeight, hiddenBias, hidden);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(hidden[i], 0);
        }
        dense(hidden, outputWeight, outputBias, output);
    }

    private static void dense(
            double[] input, Parameter<?> weight, Parameter<?> bias, double[] output) {
        for (int unit = 0; unit < output.length; unit++) {
            output[unit] = bias.get(unit);
            for (int i = 0; i < input.length; i++) {
                output[unit] += weight.get(unit, i) * input[i];
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
        double[][] outputs = new double[count][3];
        predict(inputs, outputs, count);
        return outputs;
    }

    @Override
    public void backward(double[][] outputGradients, int count) {
        throw new IllegalStateException("this network is not trained");
    }

    @Override
    public void reserve(int batchSize) {}

    @Override
    public Parameters<double[]> parameters() {
        return parameters;
    }

    @Override
    public List<Layer> layers() {
        return List.of();
    }

    @Override
    public RandomStream random() {
        return random;
    }

    @Override
    public String summary() {
        return "4-5-3\n";
    }
}
