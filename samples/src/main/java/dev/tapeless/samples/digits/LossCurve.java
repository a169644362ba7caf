package dev.tapeless.samples.digits;

import dev.tapeless.runtime.train.BatchResult;
import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;
import dev.tapeless.samples.picture.Chart;
import dev.tapeless.samples.picture.Palette;

import java.util.ArrayList;
import java.util.List;

/** Writes down how the loss falls during training, and draws it. */
final class LossCurve implements TrainingListener {
    /** A single batch says little: its loss is averaged with those around it. */
    private static final int NEIGHBOURS_AN_EPOCH = 20;

    private static final int POINTS_AN_EPOCH = 100;

    private final List<Double> batchTimes = new ArrayList<>();
    private final List<Double> batchLosses = new ArrayList<>();
    private final List<Double> epochTimes = new ArrayList<>();
    private final List<Double> testLosses = new ArrayList<>();
    private int batches;

    @Override
    public void onBatchEnd(BatchResult result, TrainingControl control) {
        batches = result.batches();
        batchTimes.add(result.epoch() - 1 + (double) result.batch() / batches);
        batchLosses.add(result.loss());
    }

    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        epochTimes.add((double) result.epoch());
        testLosses.add(result.validation().orElseThrow().loss());
    }

    /** The loss of training, batch by batch, and of the test after each epoch. */
    Chart draw() {
        int reach = batches / NEIGHBOURS_AN_EPOCH / 2;
        int stride = Math.max(batches / POINTS_AN_EPOCH, 1);
        List<Double> times = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < batchTimes.size(); i += stride) {
            times.add(batchTimes.get(i));
            losses.add(
                    mean(
                            batchLosses.subList(
                                    Math.max(i - reach, 0),
                                    Math.min(i + reach + 1, batchLosses.size()))));
        }
        return new Chart("How the loss falls", "epoch", "cross-entropy")
                .logarithmic()
                .line("images to learn from", numbers(times), numbers(losses), Palette.series(0))
                .dottedLine(
                        "test images", numbers(epochTimes), numbers(testLosses), Palette.series(1))
                .pointSize(10);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
