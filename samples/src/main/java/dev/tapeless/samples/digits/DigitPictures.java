package dev.tapeless.samples.digits;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.picture.Palette;
import dev.tapeless.samples.picture.Tiles;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Pictures of what a network of digits learnt. */
final class DigitPictures {
    private static final int SIDE = DigitSource.SIDE;
    private static final int MOST_MISTAKES = 60;

    private DigitPictures() {}

    /** The images that were taken for another digit, those first where the network was surest. */
    static Tiles mistakes(Predictions predictions) {
        List<Integer> mistakes = predictions.mistakes();
        List<Integer> surest =
                mistakes.stream()
                        .sorted(Comparator.comparingDouble(i -> -predictions.confidence(i)))
                        .limit(MOST_MISTAKES)
                        .toList();
        String shown =
                surest.size() == mistakes.size()
                        ? "all " + mistakes.size()
                        : "the surest " + surest.size() + " of " + mistakes.size();
        Tiles tiles =
                new Tiles(
                        "Digits that it got wrong",
                        shown
                                + " mistakes: what it is → what the network takes it for, and how"
                                + " sure it is",
                        10,
                        4);
        for (int image : surest) {
            float[] pixels = predictions.image(image);
            String caption =
                    String.format(
                            Locale.ROOT,
                            "%d → %d   %.0f %%",
                            predictions.label(image),
                            predictions.predicted(image),
                            100 * predictions.confidence(image));
            tiles.add(SIDE, (x, y) -> Palette.ink(pixels[y * SIDE + x]), caption);
        }
        return tiles;
    }

    /** The weights of every hidden unit as an image. */
    static Tiles hiddenUnits(DigitsNetwork net, Dataset<float[]> images) {
        Parameter<?> weights = net.hidden.weights();
        double[] spread = spread(images);
        Tiles tiles =
                new Tiles(
                        "What each hidden unit looks at",
                        "the weight of each pixel times how much the pixel varies: ink raises the"
                                + " unit where it is blue and lowers it where it is orange",
                        16,
                        3);
        for (int unit = 0; unit < weights.shape()[0]; unit++) {
            double[] shares = new double[SIDE * SIDE];
            double largest = Double.MIN_VALUE;
            for (int pixel = 0; pixel < shares.length; pixel++) {
                shares[pixel] = weights.get(unit, pixel) * spread[pixel];
                largest = Math.max(largest, Math.abs(shares[pixel]));
            }
            double scale = largest;
            tiles.add(SIDE, (x, y) -> Palette.signed(shares[y * SIDE + x] / scale), "");
        }
        return tiles;
    }

    /** The standard deviation of each pixel: that of the border is next to nothing. */
    private static double[] spread(Dataset<float[]> images) {
        double[] sum = new double[images.inputSize()];
        double[] squares = new double[sum.length];
        for (int i = 0; i < images.size(); i++) {
            float[] image = images.input(i);
            for (int pixel = 0; pixel < sum.length; pixel++) {
                sum[pixel] += image[pixel];
                squares[pixel] += (double) image[pixel] * image[pixel];
            }
        }
        double[] spread = new double[sum.length];
        for (int pixel = 0; pixel < spread.length; pixel++) {
            double mean = sum[pixel] / images.size();
            spread[pixel] = Math.sqrt(Math.max(squares[pixel] / images.size() - mean * mean, 0));
        }
        return spread;
    }
}
