package dev.tapeless.samples.digits;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows images with what a network takes them for. */
final class Predictions {
    private static final int ROWS = 2;
    private static final int IMAGES_A_ROW = 3;

    private Predictions() {}

    /** The first images of a dataset as text, each above its prediction. */
    static String show(Model<float[]> net, Dataset<float[]> data) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            List<float[]> images = new ArrayList<>();
            List<String> captions = new ArrayList<>();
            int first = row * IMAGES_A_ROW;
            for (int i = first; i < Math.min(first + IMAGES_A_ROW, data.size()); i++) {
                float[] scores = net.predict(data.input(i));
                images.add(data.input(i));
                captions.add(caption(scores, (int) data.target(i)[0]));
            }
            if (!images.isEmpty()) {
                text.append(TextArt.row(images, captions));
            }
        }
        return text.toString();
    }

    private static String caption(float[] scores, int label) {
        int predicted = largest(scores);
        String caption =
                String.format(
                        Locale.ROOT, "%d, %.1f %%", predicted, 100 * share(scores, predicted));
        return predicted == label ? caption : caption + " (it is " + label + ")";
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

    /** The probability of the class with the largest score: its element of the scores' softmax. */
    private static double share(float[] scores, int largest) {
        double sum = 0;
        for (float score : scores) {
            sum += StrictMath.exp((double) score - scores[largest]);
        }
        return 1 / sum;
    }
}
