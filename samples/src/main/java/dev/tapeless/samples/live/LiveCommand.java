package dev.tapeless.samples.live;

import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.Options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** One thread learns from a stream that drifts, while others predict. */
@Command(
        name = "live",
        description = {
            "One thread learns from a stream of points that drifts, while others predict with what"
                    + " it has learnt so far, without locks.",
            "",
            "Each step is published as a whole. Every prediction is checked: its parameters must be"
                    + " those of one step. With --unpublished they need not be.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class LiveCommand implements Callable<Integer> {
    /** Learnt before anybody predicts; a turn of the clouds is many times longer. */
    private static final int HEAD_START = 40_000;

    private static final int ROWS = 10;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "2000000",
            description = "How many points to learn from. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--predictors",
            paramLabel = "N",
            description =
                    "How many threads predict. Default: one less than there are processors, at"
                            + " least 1")
    private int predictors = Math.max(Runtime.getRuntime().availableProcessors() - 1, 1);

    @Option(
            names = "--unpublished",
            description =
                    "Predict with the parameters that are being changed, to see what comes of it.")
    private boolean unpublished;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the stream and the first weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public LiveCommand() {}

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        Options options = new Options(spec);
        options.atLeastOne("--samples", samples);
        options.atLeastOne("--predictors", predictors);

        Learner learner = new Learner(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", learner.net().summary());
        out.printf(
                Locale.ROOT,
                "1 thread learns, %d predict; the clouds of points turn around once in %,d"
                        + " points\n\n",
                predictors,
                DriftingStream.TURN);
        learner.learnUntil(HEAD_START);
        DriftNetwork start = DriftNetwork.create(seed);
        start.parameters().copyFrom(learner.net().parameters());

        Tally.Counts counts = run(learner, start);

        out.printf(
                Locale.ROOT,
                "\n%,d predictions, %,d of them with parameters of more than one step\n",
                counts.predictions(),
                counts.mixed());
        if (!unpublished && counts.mixed() > 0) {
            throw new CommandFailure(
                    "a prediction saw parameters of more than one step; please report it");
        }
        return 0;
    }

    private Tally.Counts run(Learner learner, DriftNetwork start)
            throws CommandFailure, InterruptedException {
        Tally tally = new Tally();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(predictors);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < predictors; i++) {
                DriftingStream stream = new DriftingStream(seed, 1 + i);
                running.add(
                        executor.submit(
                                new Predictor(learner, start, !unpublished, stream, tally, done)));
            }
            learn(learner, tally);
            done.set(true);
            for (Future<?> predictor : running) {
                predictor.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            done.set(true);
            executor.shutdown();
        }
        return tally.counts();
    }

    /** Learns, and prints a row after each tenth of it. */
    private void learn(Learner learner, Tally tally) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("                 a second                       accuracy\n");
        out.printf("     points    learnt   published   predicted     now  as of the start\n");
        Tally.Counts before = tally.counts();
        long stepsBefore = learner.steps();
        long time = System.nanoTime();
        for (int row = 1; row <= ROWS; row++) {
            learner.learnUntil(HEAD_START + (long) samples * row / ROWS);
            long now = System.nanoTime();
            Tally.Counts counts = tally.counts();
            Tally.Counts recent = counts.since(before);
            double seconds = (now - time) / 1e9;
            long steps = learner.steps() - stepsBefore;
            out.printf(
                    Locale.ROOT,
                    "%,11d %,9.0f  %,10.0f  %,10.0f  %6s  %15s\n",
                    learner.position() - HEAD_START,
                    steps * Learner.BATCH_SIZE / seconds,
                    steps / seconds,
                    recent.predictions() / seconds,
                    text(recent.accuracy()),
                    text(recent.accuracyOfStart()));
            before = counts;
            stepsBefore = learner.steps();
            time = now;
        }
    }

    /** Where threads outnumber processors by far, a row may have no prediction. */
    private static String text(double accuracy) {
        return Double.isNaN(accuracy) ? "-" : String.format(Locale.ROOT, "%.3f", accuracy);
    }
}
