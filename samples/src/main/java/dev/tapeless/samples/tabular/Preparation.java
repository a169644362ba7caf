package dev.tapeless.samples.tabular;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.data.Standardization;

import java.util.Arrays;

/**
 * What is done to encoded rows before a network sees them, as fitted on the rows to learn from: the
 * mean stands for numbers that are missing, numbers are standardised, and so are targets that are
 * numbers.
 */
final class Preparation {
    private final int numbers;
    private final double[] means;
    private final Standardization inputs; // null without numeric columns
    private final Standardization targets; // null for classes

    /**
     * Fits rows.
     *
     * @param train the rows to learn from
     * @param numbers how many elements of an input, the first ones, are numbers
     */
    Preparation(Dataset<double[]> train, int numbers) {
        this.numbers = numbers;
        this.means = means(train, numbers);
        this.inputs = numbers == 0 ? null : Standardization.of(heads(train));
        this.targets = train.isLabelled() ? null : Standardization.ofTargets(train);
    }

    private static double[] means(Dataset<double[]> data, int numbers) {
        double[] means = new double[numbers];
        for (int j = 0; j < numbers; j++) {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < data.size(); i++) {
                double value = data.input(i)[j];
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                }
            }
            means[j] = count == 0 ? 0 : sum / count;
        }
        return means;
    }

    private double[][] heads(Dataset<double[]> data) {
        double[][] heads = new double[data.size()][];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(data.input(i));
        }
        return heads;
    }

    private double[] head(double[] row) {
        double[] head = Arrays.copyOf(row, numbers);
        for (int j = 0; j < numbers; j++) {
            head[j] = Double.isNaN(head[j]) ? means[j] : head[j];
        }
        return head;
    }

    /** Prepares rows, those it was fitted on or others. */
    Dataset<float[]> apply(Dataset<double[]> data) {
        float[][] rows = new float[data.size()][];
        float[][] values = new float[data.size()][];
        int[] classes = new int[data.size()];
        for (int i = 0; i < rows.length; i++) {
            double[] row = data.input(i).clone();
            if (inputs != null) {
                System.arraycopy(inputs.apply(head(row)), 0, row, 0, numbers);
            }
            rows[i] = floats(row);
            if (targets == null) {
                classes[i] = (int) data.target(i)[0];
            } else {
                values[i] = floats(targets.apply(data.target(i)));
            }
        }
        return targets == null ? Dataset.of(rows, classes) : Dataset.of(rows, values);
    }

    /** What one unit of a standardised target is in the target's own units. */
    double targetUnit() {
        return targets.deviations()[0];
    }

    private static float[] floats(double[] row) {
        float[] floats = new float[row.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) row[j];
        }
        return floats;
    }
}
