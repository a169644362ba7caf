package dev.tapeless.samples.digits;

import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.EpochStart;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints a line after each epoch. */
final class EpochLines implements TrainingListener {
    private final PrintWriter out;
    private long start;

    EpochLines(PrintWriter out) {
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
                "epoch %d/%d  loss %.4f  test accuracy %.4f  (%.1f s)\n",
                result.epoch(),
                result.epochs(),
                result.training().loss(),
                result.validation().orElseThrow().accuracy(),
                (System.nanoTime() - start) / 1e9);
    }
}
