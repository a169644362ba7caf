package dev.tapeless.samples.digits;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a network takes images for. */
final class Predictions {
    private static final int IMAGES_A_ROW = 3;

    private final Dataset<float[]> data;
    private final float[][] scores;
    private final int[] classes;

    private Predictions(Dataset<float[]> data, float[][] scores) {
        this.data = data;
        this.scores = scores;
        this.classes = new int[scores.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = largest(scores[i]);
        }
    }

    /** Predicts all images of a dataset. */
    static Predictions of(Model<float[]> net, Dataset<float[]> data) {
        float[][] scores = new float[data.size()][net.outputSize()];
        for (int i = 0; i < scores.length; i++) {
            net.predict(data.input(i), scores[i]);
        }
        return new Predictions(data, scores);
    }

    /** The images. */
    Dataset<float[]> data() {
        return data;
    }

    /** The share of images whose digit was found. */
    double accuracy() {
        return 1 - (double) mistakes().size() / classes.length;
    }

    /** The images whose digit was not found, in order. */
    List<Integer> mistakes() {
        return IntStream.range(0, classes.length)
                .filter(i -> classes[i] != label(i))
                .boxed()
                .toList();
    }

    /** The digit that an image was taken for. */
    int predicted(int image) {
        return classes[image];
    }

    /** The digit that an image is. */
    int label(int image) {
        return (int) data.target(image)[0];
    }

    /** Pixels of an image. */
    float[] image(int image) {
        return data.input(image);
    }

    /** The probability that the network gives to the digit it took an image for. */
    double confidence(int image) {
        // One element of the scores' softmax: the others are compared with the largest.
        double sum = 0;
        for (float score : scores[image]) {
            sum += StrictMath.exp((double) score - scores[image][classes[image]]);
        }
        return 1 / sum;
    }

    /** Some images as text, each above what it was taken for. */
    String show() {
        int first = Math.min(2 * IMAGES_A_ROW, classes.length);
        StringBuilder text = new StringBuilder();
        text.append("the first test images, each with what the network takes it for\n\n");
        text.append(rows(IntStream.range(0, first).boxed().toList()));
        List<Integer> mistakes = mistakes();
        if (!mistakes.isEmpty()) {
            text.append("\nof ").append(classes.length).append(" test images, it takes ");
            text.append(mistakes.size()).append(" for another digit\n\n");
            text.append(rows(mistakes.subList(0, Math.min(IMAGES_A_ROW, mistakes.size()))));
        }
        return text.toString();
    }

    private String rows(List<Integer> chosen) {
        StringBuilder text = new StringBuilder();
        for (int start = 0; start < chosen.size(); start += IMAGES_A_ROW) {
            List<float[]> images = new ArrayList<>();
            List<String> captions = new ArrayList<>();
            for (int i : chosen.subList(start, Math.min(start + IMAGES_A_ROW, chosen.size()))) {
                images.add(image(i));
                captions.add(caption(i));
            }
            text.append(TextArt.row(images, captions));
        }
        return text.toString();
    }

    private String caption(int image) {
        String caption =
                String.format(
                        Locale.ROOT, "%d  %.1f %%", predicted(image), 100 * confidence(image));
        return predicted(image) == label(image) ? caption : caption + ", but is " + label(image);
    }

    private static int largest(float[] scores) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            if (scores[k] > scores[best]) {
                best = k;
            }
        }
        return best;
    }
}
