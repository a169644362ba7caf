package dev.tapeless.samples.sine;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;

/** Noisy measurements of a sine wave: {@code y = sin(2 pi x)} for x from 0 to 1. */
final class Measurements {
    private static final int PLACE = 0;
    private static final int NOISE = 1;

    private Measurements() {}

    /** The wave itself. */
    static double sine(double x) {
        return StrictMath.sin(2 * Math.PI * x);
    }

    /** Some measurements at random places. */
    static Dataset<float[]> of(int count, double noise, long seed) {
        float[][] x = new float[count][1];
        float[][] y = new float[count][1];
        for (int i = 0; i < count; i++) {
            x[i][0] = RandomStream.uniformFloat(RandomStream.key(seed, 0, PLACE, i), 0);
            double error = noise * RandomStream.gaussian(RandomStream.key(seed, 0, NOISE, i), 0);
            y[i][0] = (float) (sine(x[i][0]) + error);
        }
        return Dataset.of(x, y);
    }

    /** The wave without noise at places of equal distance. */
    static Dataset<float[]> exact(int count) {
        float[][] x = new float[count][1];
        float[][] y = new float[count][1];
        for (int i = 0; i < count; i++) {
            x[i][0] = (float) i / (count - 1);
            y[i][0] = (float) sine(x[i][0]);
        }
        return Dataset.of(x, y);
    }
}
