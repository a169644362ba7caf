package dev.tapeless.benchmarks;

import java.util.Random;

/** Numbers that are the same in every run. */
final class Data {

    private Data() {}

    /** Rows of normally distributed numbers. */
    static float[][] rows(int count, int length) {
        final Random random = new Random(42);
        final float[][] rows = new float[count][length];
        for (final float[] row : rows) {
            for (int i = 0; i < length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    /** One-hot rows. */
    static float[][] classes(int count, int length) {
        final float[][] rows = new float[count][length];
        for (int s = 0; s < count; s++) {
            rows[s][s % length] = 1;
        }
        return rows;
    }
}
