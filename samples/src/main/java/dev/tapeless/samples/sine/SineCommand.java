package dev.tapeless.samples.sine;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.schedule.Schedules;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochProgress;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.OutputFile;
import dev.tapeless.samples.picture.Chart;
import dev.tapeless.samples.picture.Palette;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.awt.Color;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Learns a sine wave from noisy measurements and draws it. */
@Command(
        name = "sine",
        description = {
            "Trains a network of 1-64-64-1 units on noisy measurements of a sine wave, and draws"
                    + " what it learnt.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class SineCommand implements Callable<Integer> {
    private static final int MEASUREMENTS = 400;
    private static final double NOISE = 0.1;
    private static final int PLACES = 101; // to compare with the sine
    private static final int BATCH_SIZE = 40;
    private static final double LEARNING_RATE = 0.005;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "400",
            description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides the measurements and the first weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            defaultValue = "sine.png",
            description = "Where to save the picture. Default: ${DEFAULT-VALUE}")
    private Path picture;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public SineCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        Options options = new Options(spec);
        options.atLeastOne("--epochs", epochs);
        options.notEmpty("--picture", picture);
        OutputFile file = new OutputFile(picture, "the picture");
        file.check();

        Dataset<float[]> measured = Measurements.of(MEASUREMENTS, NOISE, seed);
        Dataset<float[]> exact = Measurements.exact(PLACES);
        WaveNetwork net = WaveNetwork.create(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());
        out.printf(
                Locale.ROOT,
                "%d measurements, standard deviation of their noise %.1f\n",
                MEASUREMENTS,
                NOISE);

        Trainer<float[]> trainer = train(net, measured);
        double error = Math.sqrt(trainer.evaluate(exact).loss());
        draw(net, measured, exact).write(file);

        out.printf("saved the picture to %s\n", picture.toAbsolutePath().normalize());
        out.printf(
                Locale.ROOT,
                "root mean squared error on the measurements: %.4f\n",
                Math.sqrt(trainer.evaluate(measured).loss()));
        out.printf(Locale.ROOT, "root mean squared error on the sine: %.4f\n", error);
        return 0;
    }

    private Trainer<float[]> train(Model<float[]> net, Dataset<float[]> measured)
            throws CommandFailure {
        int steps = epochs * (measured.size() / BATCH_SIZE);
        Trainer<float[]> trainer =
                Trainer.of(net)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(LEARNING_RATE))
                        .schedule(Schedules.cosine(steps))
                        .batchSize(BATCH_SIZE)
                        .seed(seed);
        EpochProgress.train(trainer, epochs, measured);
        return trainer;
    }

    private static Chart draw(
            Model<float[]> net, Dataset<float[]> measured, Dataset<float[]> exact) {
        double[] places = column(exact.inputs());
        double[] learnt =
                IntStream.range(0, exact.size())
                        .mapToDouble(i -> net.predict(exact.input(i))[0])
                        .toArray();
        return new Chart("A sine wave, learnt from noisy measurements", "x", "y")
                .points(
                        "measurements",
                        column(measured.inputs()),
                        column(measured.targets()),
                        Palette.mix(Color.WHITE, Palette.series(0), 0.4))
                .pointSize(7)
                .line("learnt", places, learnt, Palette.series(1))
                .reference("sin 2πx", places, column(exact.targets()));
    }

    private static double[] column(float[][] rows) {
        return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][0]).toArray();
    }
}
