package dev.tapeless.samples.digits;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.History;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.OutputFile;
import dev.tapeless.samples.TrainingProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Trains a classifier of digits, saves it, and shows what it predicts. */
@Command(
        name = "digits",
        description = {
            "Trains a network of 784-128-10 units to tell handwritten digits apart, saves its"
                    + " weights and shows some of its predictions.",
            "",
            "Without --data, the digits are drawn by the command itself, the same ones every time.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class DigitsCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "A folder with MNIST's four files, train-images-idx3-ubyte and so on, each"
                            + " with or without .gz.")
    private Path data;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Predict with the weights in this file instead of training.")
    private Path weights;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            defaultValue = "digits.safetensors",
            description = {"Where to save the weights.", "Default: ${DEFAULT-VALUE}"})
    private Path save;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "Images a training step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            defaultValue = "1e-3",
            description = "Adam's learning rate. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides the first weights and the order of the images; the same seed gives"
                            + " the same bits. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public DigitsCommand() {}

    @Override
    public Integer call() throws IOException, CommandFailure {
        checkOptions();
        DigitSource source = data == null ? new DrawnDigits() : new MnistFolder(data);
        DigitsNetwork net = DigitsNetwork.create(seed);
        return weights == null ? train(net, source) : predict(net, source);
    }

    private int train(DigitsNetwork net, DigitSource source) throws IOException, CommandFailure {
        OutputFile file = new OutputFile(save, "the weights");
        file.check();
        Dataset<float[]> train = source.train();
        Dataset<float[]> test = source.test();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());
        out.printf(
                Locale.ROOT,
                "%,d images to learn from, %,d to test on\n\n",
                train.size(),
                test.size());
        fit(net, train, test);
        file.write(path -> SafeTensors.save(path, net));
        out.printf("\nsaved the weights to %s\n", save.toAbsolutePath().normalize());
        show(net, test);
        return 0;
    }

    private int predict(DigitsNetwork net, DigitSource source) throws IOException, CommandFailure {
        if (Files.isDirectory(weights)) {
            throw new CommandFailure(weights + " is a folder; --weights takes a file");
        }
        SafeTensors.load(weights, net);
        Dataset<float[]> test = source.test();
        spec.commandLine().getOut().printf(Locale.ROOT, "%,d images to test on\n", test.size());
        show(net, test);
        return 0;
    }

    private void show(DigitsNetwork net, Dataset<float[]> test) {
        Predictions predictions = Predictions.of(net, test);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("\n%s\n", predictions.show());
        out.printf(Locale.ROOT, "test accuracy: %.4f\n", predictions.accuracy());
    }

    private void fit(DigitsNetwork net, Dataset<float[]> train, Dataset<float[]> test)
            throws CommandFailure {
        History history =
                Trainer.of(net)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(learningRate))
                        .batchSize(batchSize)
                        .epochs(epochs)
                        .seed(seed)
                        .listener(new TrainingProgress())
                        .listener(new EpochLines(spec.commandLine().getOut()))
                        .fit(train, test);
        if (history.outcome() != History.Outcome.COMPLETED) {
            throw new CommandFailure(history.reason());
        }
    }

    private void checkOptions() {
        checkNotEmpty("--data", data);
        checkNotEmpty("--weights", weights);
        checkNotEmpty("--save", save);
        if (weights != null) {
            checkNoTraining();
        }
        if (epochs < 1) {
            throw wrong("--epochs is " + epochs + ", expected at least 1");
        }
        if (batchSize < 1) {
            throw wrong("--batch-size is " + batchSize + ", expected at least 1");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw wrong("--learning-rate is " + learningRate + ", expected a number above 0");
        }
    }

    /** What is left of {@code --data "$FOLDER"} without such a variable. */
    private void checkNotEmpty(String option, Path path) {
        if (path != null && path.toString().isEmpty()) {
            throw wrong(option + " is empty, expected a path");
        }
    }

    private void checkNoTraining() {
        for (String option :
                List.of("--save", "--epochs", "--batch-size", "--learning-rate", "--seed")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong("--weights predicts without training; leave out " + option);
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
