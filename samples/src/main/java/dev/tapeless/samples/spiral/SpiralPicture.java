package dev.tapeless.samples.spiral;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.samples.picture.Chart;
import dev.tapeless.samples.picture.Palette;
import dev.tapeless.samples.picture.Picture;

import java.awt.Color;
import java.util.Locale;
import java.util.stream.IntStream;

/** The plane in the colours of the spirals that a network takes its places for. */
final class SpiralPicture {
    private static final double EDGE = 1.1;
    private static final double STRENGTH = 0.55; // of a colour where the network is sure

    private SpiralPicture() {}

    static Picture of(Model<float[]> net, Dataset<float[]> points, double accuracy) {
        Chart chart =
                new Chart(
                        String.format(
                                Locale.ROOT,
                                "What the network takes each place for (%.1f %% of the points"
                                        + " right)",
                                100 * accuracy),
                        "x",
                        "y",
                        880,
                        946);
        chart.ground(
                -EDGE, EDGE, (x, y) -> colour(net.predict(new float[] {(float) x, (float) y})));
        chart.pointSize(8);
        for (int spiral = 0; spiral < SpiralPoints.SPIRALS; spiral++) {
            int[] own = own(points, spiral);
            chart.points(
                    "spiral " + (spiral + 1),
                    coordinates(points, own, 0),
                    coordinates(points, own, 1),
                    Palette.series(spiral));
        }
        return chart;
    }

    /** The more probable a spiral, the more of its colour. */
    private static Color colour(float[] scores) {
        int largest = 0;
        for (int k = 1; k < scores.length; k++) {
            largest = scores[k] > scores[largest] ? k : largest;
        }
        double sum = 0;
        for (float score : scores) {
            sum += StrictMath.exp((double) score - scores[largest]);
        }
        // From a third, where all are alike, to one.
        double sure = (1 / sum - 1.0 / scores.length) / (1 - 1.0 / scores.length);
        return Palette.mix(Color.WHITE, Palette.series(largest), STRENGTH * sure);
    }

    private static int[] own(Dataset<float[]> points, int spiral) {
        return IntStream.range(0, points.size())
                .filter(i -> (int) points.target(i)[0] == spiral)
                .toArray();
    }

    private static double[] coordinates(Dataset<float[]> points, int[] chosen, int axis) {
        return IntStream.of(chosen).mapToDouble(i -> points.input(i)[axis]).toArray();
    }
}
