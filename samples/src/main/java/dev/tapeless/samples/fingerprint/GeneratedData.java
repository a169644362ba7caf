package dev.tapeless.samples.fingerprint;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;

/**
 * Data that needs no file: normally distributed inputs, and targets that follow from them by a rule
 * that can be learnt. The same numbers on every machine.
 */
final class GeneratedData {
    private static final int INPUT_STREAM = 0;
    private static final int RULE_STREAM = 1;

    private final double[][] inputs;
    private final double[][] values;

    /**
     * Draws samples.
     *
     * @param samples how many
     * @param inputSize elements of an input
     * @param outputSize elements of a target, or the number of classes
     * @param seed decides all numbers
     */
    GeneratedData(int samples, int inputSize, int outputSize, long seed) {
        inputs = gaussian(samples, inputSize, seed, INPUT_STREAM);
        double[][] rule = gaussian(outputSize, inputSize, seed, RULE_STREAM);
        values = new double[samples][outputSize];
        for (int s = 0; s < samples; s++) {
            for (int k = 0; k < outputSize; k++) {
                double sum = 0;
                for (int i = 0; i < inputSize; i++) {
                    sum += rule[k][i] * inputs[s][i];
                }
                values[s][k] = StrictMath.sin(2 * sum / Math.sqrt(inputSize));
            }
        }
    }

    private static double[][] gaussian(int rows, int length, long seed, int stream) {
        double[][] numbers = new double[rows][length];
        for (int row = 0; row < rows; row++) {
            long key = RandomStream.key(seed, 0, stream, row);
            for (int i = 0; i < length; i++) {
                numbers[row][i] = RandomStream.gaussian(key, i);
            }
        }
        return numbers;
    }

    /** Values to predict, in single precision. */
    Dataset<float[]> floatValues() {
        return Dataset.of(floats(inputs), floats(values));
    }

    /** Classes to predict, in single precision: the largest value's index. */
    Dataset<float[]> floatClasses() {
        return Dataset.of(floats(inputs), classes());
    }

    /** Classes to predict from words: numbers below the size of a vocabulary. */
    Dataset<float[]> floatClassesOfWords(int vocabulary) {
        float[][] words = floats(inputs);
        for (float[] row : words) {
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.floorMod((int) Math.floor(4 * row[i]), vocabulary);
            }
        }
        return Dataset.of(words, classes());
    }

    /** Classes to predict, in double precision: the largest value's index. */
    Dataset<double[]> doubleClasses() {
        return Dataset.of(inputs, classes());
    }

    private int[] classes() {
        int[] classes = new int[values.length];
        for (int s = 0; s < classes.length; s++) {
            for (int k = 1; k < values[s].length; k++) {
                if (values[s][k] > values[s][classes[s]]) {
                    classes[s] = k;
                }
            }
        }
        return classes;
    }

    private static float[][] floats(double[][] rows) {
        float[][] narrow = new float[rows.length][rows[0].length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < rows[row].length; i++) {
                narrow[row][i] = (float) rows[row][i];
            }
        }
        return narrow;
    }
}
