package dev.tapeless.samples.text;

import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.EpochStart;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints a line after each epoch: the losses in bits. */
final class BitLines implements TrainingListener {
    private final PrintWriter out;
    private long start;

    BitLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void onEpochStart(EpochStart epoch, TrainingControl control) {
        start = System.nanoTime();
    }

    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        out.printf(
                Locale.ROOT,
                "epoch %d/%d  %.2f bits a character, %.2f on the last tenth  (%.1f s)\n",
                result.epoch(),
                result.epochs(),
                bits(result.training().loss()),
                bits(result.validation().orElseThrow().loss()),
                (System.nanoTime() - start) / 1e9);
        out.flush();
    }

    private static double bits(double nats) {
        return nats / Math.log(2);
    }
}
