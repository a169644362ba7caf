package dev.tapeless.benchmarks;

import java.util.Random;

/** Numbers that are the same in every run. */
final class Data {

    private static final float TOLERANCE = 1e-3f;

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

    /** Compares the predictions of a contestant with those of a textbook. */
    static void check(Shape shape, Contestant contestant, Contestant.Network network) {
        final int[] sizes = shape.sizes();
        final int count = 13;
        final float[][] inputs = rows(count, sizes[0]);
        final float[][] found = new float[count][sizes[sizes.length - 1]];
        final float[][] expected = new float[count][sizes[sizes.length - 1]];
        network.predict(inputs, found, count);
        new Textbook(Layers.of(sizes, shape.create())).predict(inputs, expected, count);
        for (int s = 0; s < count; s++) {
            for (int k = 0; k < expected[s].length; k++) {
                final float limit = TOLERANCE * (1 + Math.abs(expected[s][k]));
                if (!(Math.abs(found[s][k] - expected[s][k]) <= limit)) {
                    throw new IllegalStateException(
                            contestant + " gives " + found[s][k] + ", expected " + expected[s][k]);
                }
            }
        }
    }
}
