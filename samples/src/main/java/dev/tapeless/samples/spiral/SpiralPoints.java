package dev.tapeless.samples.spiral;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;

/**
 * Points on three interleaved spirals, after Stanford's course CS231n: each spiral makes a bit more
 * than one and a half turns while it goes from the middle to the unit circle, and the points stray
 * from it.
 */
final class SpiralPoints {
    static final int SPIRALS = 3;

    private static final double TURN = 10; // radians between a spiral's two ends
    private static final double STRAY = 0.5; // standard deviation of the angle, in radians

    private SpiralPoints() {}

    /** Some points of each spiral, one spiral after the other. */
    static Dataset<float[]> of(int pointsEach, long seed) {
        float[][] points = new float[SPIRALS * pointsEach][2];
        int[] spirals = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            int spiral = i / pointsEach;
            double radius = (double) (i % pointsEach) / (pointsEach - 1);
            double stray = RandomStream.gaussian(RandomStream.key(seed, 0, spiral, i), 0);
            double angle = TURN * (spiral + radius) + STRAY * stray;
            points[i][0] = (float) (radius * StrictMath.sin(angle));
            points[i][1] = (float) (radius * StrictMath.cos(angle));
            spirals[i] = spiral;
        }
        return Dataset.of(points, spirals);
    }
}
