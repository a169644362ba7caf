package dev.tapeless.samples.sequence;

import dev.tapeless.runtime.Stepper;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.schedule.Schedules;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.samples.CommandFailure;
import dev.tapeless.samples.EpochProgress;
import dev.tapeless.samples.Options;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Learns to add the two marked ones of many numbers that come one after the other. */
@Command(
        name = "sequence",
        description = {
            "Trains gated recurrent units to add the two marked ones of 40 numbers that come one"
                    + " after the other, and gives them the numbers one by one.",
            "",
        },
        sortOptions = false,
        sortSynopsis = false)
public final class SequenceCommand implements Callable<Integer> {
    private static final int TRAINING = 2000;
    private static final int NEW = 500;
    private static final int BATCH_SIZE = 40;
    private static final double LEARNING_RATE = 0.01;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "30",
            description = "How often to go through the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the numbers and the first weights. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Spec private CommandSpec spec;

    /** The command with its default options. */
    public SequenceCommand() {}

    @Override
    public Integer call() throws CommandFailure {
        new Options(spec).atLeastOne("--epochs", epochs);
        Dataset<float[]> training = MarkedNumbers.draw(TRAINING, seed);
        Dataset<float[]> unseen = MarkedNumbers.draw(NEW, -1 - seed);
        AddingNetwork net = AddingNetwork.create(seed);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s\n", net.summary());
        out.printf(
                Locale.ROOT,
                "%d sequences of %d numbers, two of them marked: the answer is the sum of these\n",
                TRAINING,
                MarkedNumbers.LENGTH);

        Trainer<float[]> trainer = train(net, training);
        out.printf(
                Locale.ROOT,
                "mean squared error of answering 1, whatever comes: %.4f\n",
                MarkedNumbers.BLIND_ERROR);
        out.printf(
                Locale.ROOT,
                "given element by element, the answers have the same bits: %d of %d\n",
                sameBits(net, unseen),
                NEW);
        out.printf(
                Locale.ROOT,
                "mean squared error on %d new sequences: %.4f\n",
                NEW,
                trainer.evaluate(unseen).loss());
        return 0;
    }

    private Trainer<float[]> train(AddingNetwork net, Dataset<float[]> training)
            throws CommandFailure {
        int steps = epochs * (TRAINING / BATCH_SIZE);
        Trainer<float[]> trainer =
                Trainer.of(net)
                        .loss(Losses.meanSquaredError())
                        .optimizer(Adam.withLearningRate(LEARNING_RATE))
                        .schedule(Schedules.cosine(steps))
                        .batchSize(BATCH_SIZE)
                        .seed(seed);
        EpochProgress.train(trainer, epochs, training);
        return trainer;
    }

    /** How many answers are the same, bit by bit, when a sequence comes in element by element. */
    private static int sameBits(AddingNetwork net, Dataset<float[]> sequences) {
        Stepper<float[]> stepper = net.stepper();
        int same = 0;
        for (int k = 0; k < sequences.size(); k++) {
            float[] sequence = sequences.input(k);
            float[] answer = {};
            stepper.reset();
            for (int t = 0; t < sequence.length; t += MarkedNumbers.FEATURES) {
                answer = stepper.step(Arrays.copyOfRange(sequence, t, t + MarkedNumbers.FEATURES));
            }
            same += Arrays.equals(answer, net.predict(sequence)) ? 1 : 0;
        }
        return same;
    }
}
