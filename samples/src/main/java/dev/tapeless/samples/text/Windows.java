package dev.tapeless.samples.text;

import dev.tapeless.runtime.data.Dataset;

import java.util.Arrays;

/** Pieces of a text as samples: what a position reads, and the character that follows it. */
final class Windows {
    private Windows() {}

    /**
     * The pieces that begin at every so many characters, and the last one.
     *
     * @param text the classes of at least one more character than a piece has
     * @param stride the distance of their beginnings
     * @return the samples
     */
    static Dataset<float[]> of(int[] text, int stride) {
        int last = text.length - Prose.LENGTH - 1;
        int count = (last + stride - 1) / stride + 1;
        float[][] inputs = new float[count][Prose.LENGTH];
        float[][] targets = new float[count][Prose.LENGTH];
        for (int k = 0; k < count; k++) {
            int start = Math.min(k * stride, last);
            for (int j = 0; j < Prose.LENGTH; j++) {
                inputs[k][j] = text[start + j];
                targets[k][j] = text[start + j + 1];
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
