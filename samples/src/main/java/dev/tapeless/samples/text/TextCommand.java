package dev.tapeless.samples.text;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.AdamW;
import dev.tapeless.runtime.optimizer.ClipNorm;
import dev.tapeless.runtime.schedule.Schedules;
import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.History;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochLines;
import dev.tapeless.samples.Options;
import dev.tapeless.samples.TrainingProgress;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Trains a character-level language model on a text and lets it write. */
@Command(
        name = "text",
        description = {
            "Trains a small transformer to predict the next character of a text, and then lets it"
                    + " write.",
            "",
            "The loss is shown in bits a character, on the text it learns from and on the last"
                    + " tenth, which it does not see, beside the bits of somebody who knows only"
                    + " how frequent each character is.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class TextCommand implements Callable<Integer> {
    private static final int BATCH_SIZE = 8;
    private static final int PART = 8; // a sample for so many characters
    private static final double LEARNING_RATE = 2e-3;
    private static final int HELD_OUT = 10; // one part of so many
    private static final int LEAST = HELD_OUT * (Prose.LENGTH + 1);

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The text to learn from, in UTF-8. Default: a story of this program")
    private Path file;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "24",
            description = "How often to go through the text. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "The ",
            description = "What the writing begins with. Default: \"${DEFAULT-VALUE}\"")
    private String prompt;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "400",
            description = "How many characters to write. Default: ${DEFAULT-VALUE}")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0.7",
            description =
                    "How daring the writing is: 0 for the most probable character, 1 for each as"
                            + " often as it is probable. Default: ${DEFAULT-VALUE}")
    private double temperature;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the first weights and the writing. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public TextCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        Options options = new Options(spec);
        options.atLeastOne("--epochs", epochs);
        options.atLeastOne("--length", length);
        options.notEmpty("--file", file);
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw options.wrong("--temperature is " + temperature + ", expected at least 0");
        } else if (prompt.isEmpty()) {
            throw options.wrong("--prompt is empty, expected at least one character");
        }
        String text = TextSource.read(file);
        if (text.length() < LEAST) {
            throw new CommandFailure(
                    file + " has " + text.length() + " characters, expected at least " + LEAST);
        }
        Alphabet alphabet = new Alphabet(text, Prose.CLASSES);
        int[] classes = alphabet.classesOf(text);
        int learnt = classes.length - classes.length / HELD_OUT;
        int[] known = Arrays.copyOf(classes, learnt);
        int[] unseen = Arrays.copyOfRange(classes, learnt, classes.length);

        ProseNetwork net = ProseNetwork.create(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());
        out.printf(
                Locale.ROOT,
                "%,d characters, %d different ones; by their frequency %.2f bits a character\n",
                classes.length,
                alphabet.size(),
                Windows.bitsByFrequency(known, unseen, Prose.CLASSES));
        out.flush();
        train(net, Windows.drawn(known, learnt / PART, seed), Windows.all(unseen), out);
        out.printf("\n%s\n", new Author(net, alphabet, temperature, seed).write(prompt, length));
        return 0;
    }

    private void train(
            ProseNetwork net, Dataset<float[]> known, Dataset<float[]> unseen, PrintWriter out)
            throws CommandFailure {
        long steps = (long) epochs * ((known.size() + BATCH_SIZE - 1) / BATCH_SIZE);
        Trainer<float[]> trainer =
                Trainer.of(net)
                        .loss(Losses.perPosition(Losses.softmaxCrossEntropy(), Prose.LENGTH))
                        .optimizer(AdamW.withLearningRate(LEARNING_RATE))
                        .transformGradients(ClipNorm.to(1))
                        .schedule(Schedules.cosine(steps))
                        .batchSize(BATCH_SIZE)
                        .epochs(epochs)
                        .seed(seed)
                        .listener(new TrainingProgress())
                        .listener(new EpochLines(out, TextCommand::bits));
        History history = trainer.fit(known, unseen);
        CommandFailure.unlessCompleted(history);
    }

    /** The losses in bits. */
    private static String bits(EpochResult result) {
        return String.format(
                Locale.ROOT,
                "%.2f bits a character, %.2f on the last tenth",
                result.training().loss() / Math.log(2),
                result.validation().orElseThrow().loss() / Math.log(2));
    }
}
