package dev.tapeless.samples.text;

import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.data.Dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Pieces of a text as samples: what a position reads, and the character that follows it. */
final class Windows {
    private Windows() {}

    /**
     * Pieces that begin anywhere: were their beginnings a fixed distance apart, every character
     * would stand at a few places only, and a text that is written moves over all of them.
     *
     * @param text the classes of at least one more character than a piece has
     * @param count how many pieces
     * @param seed decides their beginnings
     * @return the samples
     */
    static Dataset<float[]> drawn(int[] text, int count, long seed) {
        long key = RandomStream.key(seed, 0, 0, 0);
        return at(
                text,
                IntStream.range(0, count)
                        .map(k -> RandomStream.uniformInt(key, k, text.length - Prose.LENGTH))
                        .toArray());
    }

    /**
     * The pieces one after the other; the last one ends with the text.
     *
     * @param text the classes of at least one more character than a piece has
     * @return the samples
     */
    static Dataset<float[]> all(int[] text) {
        int last = text.length - Prose.LENGTH - 1;
        int count = (last + Prose.LENGTH - 1) / Prose.LENGTH + 1;
        return at(
                text,
                IntStream.range(0, count).map(k -> Math.min(k * Prose.LENGTH, last)).toArray());
    }

    private static Dataset<float[]> at(int[] text, int... starts) {
        float[][] inputs = new float[starts.length][Prose.LENGTH];
        float[][] targets = new float[starts.length][Prose.LENGTH];
        for (int k = 0; k < starts.length; k++) {
            for (int j = 0; j < Prose.LENGTH; j++) {
                inputs[k][j] = text[starts[k] + j];
                targets[k][j] = text[starts[k] + j + 1];
            }
        }
        return Dataset.of(inputs, targets);
    }

    /**
     * What a character costs who knows nothing but how frequent each is, with one more of every
     * class than there is, so that none is impossible.
     *
     * @param known the text whose characters are counted
     * @param text the text that is predicted
     * @param classes how many classes there are
     * @return bits a character
     */
    static double bitsByFrequency(int[] known, int[] text, int classes) {
        double[] counts = new double[classes];
        Arrays.fill(counts, 1);
        for (int character : known) {
            counts[character]++;
        }
        double bits = 0;
        for (int character : text) {
            bits -= Math.log(counts[character] / (known.length + classes)) / Math.log(2);
        }
        return bits / text.length;
    }
}
