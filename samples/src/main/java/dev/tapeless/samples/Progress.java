package dev.tapeless.samples;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows on standard error how far long work is, and is gone when the work is done. Where nobody is
 * watching, because the output goes to a file or another program, it shows nothing.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of("drawing", 12000)) {
 *     for (...) {
 *         ...
 *         progress.step();
 *     }
 * }
 * }</pre>
 */
public final class Progress implements AutoCloseable {
    private static final int UPDATE_MILLIS = 100;

    /** Null where nobody is watching, and when the work is done. */
    private ProgressBar bar;

    private Progress(ProgressBar bar) {
        this.bar = bar;
    }

    /**
     * Progress that shows nothing.
     *
     * @return the progress; it need not be closed
     */
    public static Progress none() {
        return new Progress(null);
    }

    /**
     * Begins to show progress.
     *
     * @param task what is being done, in a word or two
     * @param steps how many steps it takes
     * @return the progress, to be closed at the end
     */
    public static Progress of(String task, long steps) {
        if (System.console() == null) {
            return none();
        }
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .clearDisplayOnFinish()
                        .build());
    }

    /** One more step is done. */
    public void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /** Takes the display away; a second time it does nothing. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
