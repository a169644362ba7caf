package dev.tapeless.samples.digits;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.io.SafeTensors;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.History;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochLines;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.OutputFile;
import dev.tapeless.samples.OutputFolder;
import dev.tapeless.samples.Threads;
import dev.tapeless.samples.TrainingProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "Trains a network to tell handwritten digits apart, saves its weights and shows some of"
                    + " its predictions.",
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
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "mlp",
            description = {
                "mlp for 784-128-10 units, or cnn for a LeNet of two convolutions and three dense"
                        + " layers.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String model;

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
            names = "--pictures",
            paramLabel = "DIR",
            description =
                    "Draw how the loss falls, the digits that the network got wrong and what its"
                            + " hidden units look at, into this folder.")
    private Path pictures;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images a training step. Default: 128, or 64 for cnn")
    private Integer batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description =
                    "Adam's learning rate, which falls along a cosine for cnn. Default: 1e-3, or"
                            + " 3e-3 for cnn")
    private Double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides the first weights and the order of the images; the same seed gives"
                            + " the same bits. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads that train and test; the bits do not depend on it. Default:"
                            + " ${DEFAULT-VALUE}")
    private int threads;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public DigitsCommand() {}

    @Override
    public Integer call() throws IOException, CommandFailure {
        DigitModel chosen = checkOptions();
        DigitSource source = data == null ? new DrawnDigits() : new MnistFolder(data);
        Model<float[]> net = chosen.create(seed);
        try (Threads pool = new Threads(threads)) {
            Workers workers = pool.workers();
            net.parallel(workers);
            return weights == null ? train(chosen, net, workers, source) : predict(net, source);
        }
    }

    private int train(DigitModel chosen, Model<float[]> net, Workers workers, DigitSource source)
            throws IOException, CommandFailure {
        OutputFile file = new OutputFile(save, "the weights");
        file.check();
        preparePictures();
        Dataset<float[]> train = source.train();
        Dataset<float[]> test = source.test();
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());
        out.printf(
                Locale.ROOT,
                "%,d images to learn from, %,d to test on\n\n",
                train.size(),
                test.size());
        LossCurve curve = new LossCurve();
        fit(chosen, net, workers, train, test, curve);
        file.write(path -> SafeTensors.save(path, net));
        out.printf("\nsaved the weights to %s\n", save.toAbsolutePath().normalize());
        if (pictures != null) {
            curve.draw().write(pictureFolder().file("loss.png"));
        }
        show(net, test);
        return 0;
    }

    private int predict(Model<float[]> net, DigitSource source) throws IOException, CommandFailure {
        if (Files.isDirectory(weights)) {
            throw new CommandFailure(weights + " is a folder; --weights takes a file");
        }
        SafeTensors.load(weights, net);
        preparePictures();
        Dataset<float[]> test = source.test();
        spec.commandLine().getOut().printf(Locale.ROOT, "%,d images to test on\n", test.size());
        show(net, test);
        return 0;
    }

    private void show(Model<float[]> net, Dataset<float[]> test) throws CommandFailure {
        Predictions predictions = Predictions.of(net, test);
        PrintWriter out = spec.commandLine().getOut();
        if (pictures != null) {
            draw(net, predictions);
        }
        out.printf("\n%s\n", predictions.show());
        out.printf(Locale.ROOT, "test accuracy: %.4f\n", predictions.accuracy());
    }

    private void draw(Model<float[]> net, Predictions predictions) throws CommandFailure {
        OutputFolder folder = pictureFolder();
        if (!predictions.mistakes().isEmpty()) {
            DigitPictures.mistakes(predictions).write(folder.file("mistakes.png"));
        }
        if (net instanceof DigitsNetwork dense) {
            DigitPictures.hiddenUnits(dense, predictions.data()).write(folder.file("hidden.png"));
        }
        spec.commandLine()
                .getOut()
                .printf("drew pictures in %s\n", pictures.toAbsolutePath().normalize());
    }

    private void preparePictures() throws CommandFailure {
        if (pictures != null) {
            pictureFolder().prepare();
        }
    }

    private OutputFolder pictureFolder() {
        return new OutputFolder(pictures, "the pictures");
    }

    private void fit(
            DigitModel chosen,
            Model<float[]> net,
            Workers workers,
            Dataset<float[]> train,
            Dataset<float[]> test,
            LossCurve curve)
            throws CommandFailure {
        int size = batchSize == null ? chosen.batchSize() : batchSize;
        double rate = learningRate == null ? chosen.learningRate() : learningRate;
        long steps = (long) epochs * ((train.size() + size - 1) / size);
        History history =
                Trainer.of(net)
                        .loss(Losses.softmaxCrossEntropy())
                        .optimizer(Adam.withLearningRate(rate))
                        .schedule(chosen.schedule(steps))
                        .batchSize(size)
                        .epochs(epochs)
                        .seed(seed)
                        .workers(workers)
                        .listener(curve)
                        .listener(new TrainingProgress())
                        .listener(
                                new EpochLines(spec.commandLine().getOut(), DigitsCommand::scores))
                        .fit(train, test);
        CommandFailure.unlessCompleted(history);
    }

    private static String scores(EpochResult result) {
        return String.format(
                Locale.ROOT,
                "loss %.4f  test accuracy %.4f",
                result.training().loss(),
                result.validation().orElseThrow().accuracy());
    }

    private DigitModel checkOptions() {
        Options options = new Options(spec);
        String wrongModel = "--model is \"" + model + "\", expected mlp or cnn";
        DigitModel chosen = DigitModel.of(model).orElseThrow(() -> options.wrong(wrongModel));
        options.notEmpty("--data", data);
        options.notEmpty("--weights", weights);
        options.notEmpty("--save", save);
        options.notEmpty("--pictures", pictures);
        if (weights != null) {
            checkNoTraining(options);
        }
        options.atLeastOne("--epochs", epochs);
        if (batchSize != null) {
            options.atLeastOne("--batch-size", batchSize);
        }
        options.atLeastOne("--threads", threads);
        if (learningRate != null) {
            options.positive("--learning-rate", learningRate);
        }
        return chosen;
    }

    private static void checkNoTraining(Options options) {
        for (String option :
                List.of("--save", "--epochs", "--batch-size", "--learning-rate", "--seed")) {
            if (options.given(option)) {
                throw options.wrong("--weights predicts without training; leave out " + option);
            }
        }
    }
}
