package dev.tapeless.samples;

import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.EpochStart;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;

/** Prints a line after each epoch: what it reached, and how long it took. */
public final class EpochLines implements TrainingListener {
    private final PrintWriter out;
    private final Function<EpochResult, String> reached;
    private long start;

    /**
     * Lines of a training that has not begun.
     *
     * @param out where they go
     * @param reached says in a few words what an epoch reached
     */
    public EpochLines(PrintWriter out, Function<EpochResult, String> reached) {
        this.out = out;
        this.reached = reached;
    }

    @Override
    public void onEpochStart(EpochStart epoch, TrainingControl control) {
        start = System.nanoTime();
    }

    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        out.printf(
                Locale.ROOT,
                "epoch %d/%d  %s  (%.1f s)\n",
                result.epoch(),
                result.epochs(),
                reached.apply(result),
                (System.nanoTime() - start) / 1e9);
        out.flush();
    }
}
