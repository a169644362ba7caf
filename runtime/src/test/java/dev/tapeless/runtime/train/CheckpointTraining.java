package dev.tapeless.runtime.train;

import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.TanhNetwork;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.NAdam;
import dev.tapeless.runtime.optimizer.Penalty;
import dev.tapeless.runtime.schedule.Schedules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A training with everything that has a state, set up the same way in the test and in another
 * process.
 */
public final class CheckpointTraining {
    static final int EPOCHS = 6;

    final TanhNetwork network = new TanhNetwork(2, 6, 2, 3);
    final EarlyStopping stopping =
            EarlyStopping.onLoss().patience(EPOCHS).minDelta(0.05).restoreBest(network);
    final Trainer<float[]> trainer =
            Trainer.of(network)
                    .loss(Losses.softmaxCrossEntropy().labelSmoothing(0.1))
                    .optimizer(NAdam.withLearningRate(0.02).weightDecay(1e-3))
                    .schedule(Schedules.warmUp(5).until(5, Schedules.cosine(40, 1e-3)))
                    .transformGradients(Penalty.l1(1e-4).on("hidden"))
                    .listener(stopping)
                    .batchSize(16)
                    .epochs(EPOCHS);

    /** Goes on from a checkpoint, and prints what came out. */
    public static void main(String[] arguments) throws IOException {
        CheckpointTraining training = new CheckpointTraining();
        training.trainer.load(Path.of(arguments[0]));
        training.trainer.fit(data(0), data(1));
        System.out.println(training.fingerprint());
    }

    /** 100 points of the square in the two classes of exclusive or. */
    static Dataset<float[]> data(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] inputs = new float[100][2];
        int[] labels = new int[100];
        for (int i = 0; i < 100; i++) {
            inputs[i][0] = (float) random.nextDouble(-1, 1);
            inputs[i][1] = (float) random.nextDouble(-1, 1);
            labels[i] = inputs[i][0] * inputs[i][1] > 0 ? 1 : 0;
        }
        return Dataset.of(inputs, labels);
    }

    /** All bits that a training changes. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Parameter<float[]> parameter : network.parameters()) {
            for (float[] block : parameter.blocks()) {
                for (float value : block) {
                    text.append(Integer.toHexString(Float.floatToRawIntBits(value))).append(' ');
                }
            }
        }
        RandomStream random = network.random();
        return text.append(Arrays.asList(random.seed(), random.step()))
                .append(' ')
                .append(Double.toHexString(stopping.best()))
                .append(' ')
                .append(stopping.bestEpoch())
                .toString();
    }
}
