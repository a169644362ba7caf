package dev.tapeless.samples.text;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RandomStream;

/** Writes a text, character by character, as a trained network sees fit. */
final class Author {
    private final Model<float[]> net;
    private final Alphabet alphabet;
    private final double temperature;
    private final long seed;

    /**
     * An author.
     *
     * @param net the trained network
     * @param alphabet its characters
     * @param temperature how daring it is: 0 takes the most probable character
     * @param seed decides what is drawn
     */
    Author(Model<float[]> net, Alphabet alphabet, double temperature, long seed) {
        this.net = net;
        this.alphabet = alphabet;
        this.temperature = temperature;
        this.seed = seed;
    }

    /**
     * Continues a text.
     *
     * @param prompt the text, of at least one character
     * @param length how many characters to add
     * @return prompt and continuation
     */
    String write(String prompt, int length) {
        StringBuilder text = new StringBuilder(prompt);
        float[] input = new float[Prose.LENGTH];
        float[] logits = new float[Prose.LENGTH * Prose.CLASSES];
        for (int k = 0; k < length; k++) {
            int start = Math.max(0, text.length() - Prose.LENGTH);
            int read = text.length() - start;
            // What stands behind the text does not matter: no position reads later ones.
            for (int j = 0; j < read; j++) {
                input[j] = alphabet.classOf(text.charAt(start + j));
            }
            net.predict(input, logits);
            text.append(alphabet.character(draw(logits, (read - 1) * Prose.CLASSES, k)));
        }
        return text.toString();
    }

    /** A class with the probability that its logit gives it; never the one for other characters. */
    private int draw(float[] logits, int from, int number) {
        int last = alphabet.size();
        int best = 1;
        for (int c = 2; c <= last; c++) {
            best = logits[from + c] > logits[from + best] ? c : best;
        }
        if (temperature == 0) {
            return best;
        }
        double[] shares = new double[last + 1];
        double sum = 0;
        for (int c = 1; c <= last; c++) {
            shares[c] = Math.exp((logits[from + c] - logits[from + best]) / temperature);
            sum += shares[c];
        }
        double rest = sum * RandomStream.uniformDouble(RandomStream.key(seed, number, 0, 0), 0);
        for (int c = 1; c <= last; c++) {
            rest -= shares[c];
            if (rest < 0) {
                return c;
            }
        }
        return best;
    }
}
