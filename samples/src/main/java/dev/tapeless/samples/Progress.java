package dev.tapeless.samples;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows at a terminal how far long work is, and is gone when the work is done. Where nobody is
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
        if (!atTerminal()) {
            return none();
        }
        return new Progress(
                new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(UPDATE_MILLIS)
                        .setConsumer(new OneLine())
                        .clearDisplayOnFinish()
                        .build());
    }

    /**
     * Whether standard output, where the bar is drawn, is a terminal.
     *
     * <p>From Java 22 to 24 there is always a console unless the console that the JDK itself brings
     * is asked for; other versions know the property too, or ignore it.
     */
    @SuppressWarnings("SystemConsoleNull") // with the property it is null without a terminal
    private static boolean atTerminal() {
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
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

    /** A bar that leaves no empty line behind. */
    private static final class OneLine extends ConsoleProgressBarConsumer {
        OneLine() {
            super(System.out);
        }

        @Override
        public void close() {
            System.out.flush();
        }
    }
}
