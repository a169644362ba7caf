package dev.tapeless.samples.sequence;

import dev.tapeless.runtime.data.Dataset;

import java.util.Random;

/**
 * The adding problem of Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997: numbers between
 * 0 and 1, one of the first half and one of the second marked. The answer is the sum of the marked
 * two.
 */
final class MarkedNumbers {

    /** Numbers in a sequence. */
    static final int LENGTH = 40;

    /** A number and its mark. */
    static final int FEATURES = 2;

    /**
     * The mean squared error of the best answer that does not look at the sequence, which is 1: the
     * variance of the sum of two numbers, each uniform between 0 and 1.
     */
    static final double BLIND_ERROR = 2 / 12.0;

    private MarkedNumbers() {}

    /**
     * Draws sequences.
     *
     * @param count how many
     * @param seed decides them
     * @return the sequences and their answers
     */
    static Dataset<float[]> draw(int count, long seed) {
        Random random = new Random(seed);
        float[][] sequences = new float[count][LENGTH * FEATURES];
        float[][] sums = new float[count][1];
        for (int k = 0; k < count; k++) {
            for (int t = 0; t < LENGTH; t++) {
                sequences[k][t * FEATURES] = random.nextFloat();
            }
            for (int half = 0; half < 2; half++) {
                int marked = half * LENGTH / 2 + random.nextInt(LENGTH / 2);
                sequences[k][marked * FEATURES + 1] = 1;
                sums[k][0] += sequences[k][marked * FEATURES];
            }
        }
        return Dataset.of(sequences, sums);
    }
}
