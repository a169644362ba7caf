package dev.tapeless.runtime.optimizer;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

/**
 * The loss {@code sum of c[i] / 2 * w[i]^2} over two parameters, with the gradient {@code c[i] *
 * w[i]}: in double or in float, stored in rows and in one block.
 */
final class Quadratic {
    static final double[] CURVATURES = {1, 10, 0.1, 3, 0.5, 2, 7, 0.01};
    static final double[] START = {1, -2, 3, -0.5, 0.25, 4, -1.5, 10};

    private Quadratic() {}

    static Parameters<double[]> doubles() {
        Parameters<double[]> parameters =
                Parameters.of(
                        Parameter.ofDoubles(
                                "a.weight",
                                new int[] {2, 3},
                                new int[] {1, 0},
                                new double[3][2],
                                new double[3][2]),
                        Parameter.ofDoubles(
                                "a.bias",
                                new int[] {2},
                                new int[] {0},
                                new double[1][2],
                                new double[1][2]));
        start(parameters);
        return parameters;
    }

    static Parameters<float[]> floats() {
        Parameters<float[]> parameters =
                Parameters.of(
                        Parameter.ofFloats(
                                "a.weight",
                                new int[] {2, 3},
                                new int[] {1, 0},
                                new float[3][2],
                                new float[3][2]),
                        Parameter.ofFloats(
                                "a.bias",
                                new int[] {2},
                                new int[] {0},
                                new float[1][2],
                                new float[1][2]));
        start(parameters);
        return parameters;
    }

    private static void start(Parameters<?> parameters) {
        setValues(parameters, START);
    }

    static void setValues(Parameters<?> parameters, double... values) {
        int k = 0;
        for (Parameter<?> parameter : parameters) {
            double[] part = new double[parameter.size()];
            for (int i = 0; i < part.length; i++) {
                part[i] = values[k++];
            }
            parameter.setAll(part);
        }
    }

    /** All values in natural order, one parameter after the other. */
    static double[] values(Parameters<?> parameters) {
        double[] values = new double[Math.toIntExact(parameters.elementCount())];
        int k = 0;
        for (Parameter<?> parameter : parameters) {
            for (double value : parameter.values()) {
                values[k++] = value;
            }
        }
        return values;
    }

    /** Writes the gradients, {@code c[i] * w[i]}, straight into storage. */
    static void backward(Parameters<?> parameters) {
        int first = 0;
        for (Parameter<?> parameter : parameters) {
            boolean weight = parameter.shape().length == 2;
            for (int i = 0; i < parameter.size(); i++) {
                int block = weight ? i % 3 : 0;
                int offset = weight ? i / 3 : i;
                double gradient = CURVATURES[first + i] * parameter.values()[i];
                if (parameter.gradientBlocks() instanceof float[][] floats) {
                    floats[block][offset] = (float) gradient;
                } else if (parameter.gradientBlocks() instanceof double[][] doubles) {
                    doubles[block][offset] = gradient;
                }
            }
            first += parameter.size();
        }
    }
}
