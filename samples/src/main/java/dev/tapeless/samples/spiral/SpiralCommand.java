package dev.tapeless.samples.spiral;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.schedule.Schedules;
import dev.tapeless.runtime.train.Evaluation;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochProgress;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.OutputFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Tells three spirals apart and draws what lies between their points. */
@Command(
        name = "spiral",
        description = {
            "Trains a network of 2-64-3 units to tell three interleaved spirals of points apart,"
                    + " and draws what it says everywhere between them.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class SpiralCommand implements Callable<Integer> {
    private static final int POINTS_EACH = 100;
    private static final double LEARNING_RATE = 0.05;
    private static final double DECAY = 5e-7;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Training steps, each on all points. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the points and the first weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--picture",
            paramLabel = "FILE",
            defaultValue = "spiral.png",
            description = "Where to save the picture. Default: ${DEFAULT-VALUE}")
    private Path picture;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public SpiralCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        Options options = new Options(spec);
        options.atLeastOne("--epochs", epochs);
        options.notEmpty("--picture", picture);
        OutputFile file = new OutputFile(picture, "the picture");
        file.check();

        Dataset<float[]> points = SpiralPoints.of(POINTS_EACH, seed);
        SpiralsNetwork net = SpiralsNetwork.create(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());

        Evaluation result = train(net, points);
        SpiralPicture.of(net, points, result.accuracy()).write(file);

        out.printf("saved the picture to %s\n", picture.toAbsolutePath().normalize());
        out.printf(Locale.ROOT, "training loss: %.4f\n", result.loss());
        out.printf(Locale.ROOT, "training accuracy: %.4f\n", result.accuracy());
        return 0;
    }

    private Evaluation train(SpiralsNetwork net, Dataset<float[]> points) throws CommandFailure {
        Trainer<float[]> trainer =
                Trainer.of(net)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(LEARNING_RATE))
                        .schedule(Schedules.inverseTime(DECAY))
                        .batchSize(points.size())
                        .shuffle(false);
        EpochProgress.train(trainer, epochs, points);
        return trainer.evaluate(points);
    }
}
