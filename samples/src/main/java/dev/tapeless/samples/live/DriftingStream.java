package dev.tapeless.samples.live;

import dev.tapeless.runtime.RandomStream;

/**
 * Points from three clouds that turn around the middle: whoever knew them well some time ago takes
 * each for its neighbour now. A point depends on the seed, its position and who asks for it.
 */
final class DriftingStream {
    static final int CLOUDS = 3;

    /** Positions until the clouds are where they were. */
    static final int TURN = 600_000;

    private static final double WIDTH = 0.35; // a cloud's standard deviation; its distance is 1

    private final long seed;
    private final int reader;
    private long key;

    /**
     * The stream as one reader sees it.
     *
     * @param seed decides all points
     * @param reader its number: others see other points of the same clouds
     */
    DriftingStream(long seed, int reader) {
        this.seed = seed;
        this.reader = reader;
    }

    /**
     * Draws a point.
     *
     * @param position where in the stream, from 0
     * @param draw which of this reader's points at that position
     * @param point is set to its two coordinates
     * @return the cloud it comes from
     */
    int draw(long position, int draw, float[] point) {
        key = RandomStream.key(seed, position, reader, draw);
        int cloud = RandomStream.uniformInt(key, 0, CLOUDS);
        double angle = 2 * Math.PI * ((double) cloud / CLOUDS + (double) position / TURN);
        point[0] = (float) (StrictMath.cos(angle) + WIDTH * RandomStream.gaussian(key, 1));
        point[1] = (float) (StrictMath.sin(angle) + WIDTH * RandomStream.gaussian(key, 2));
        return cloud;
    }
}
