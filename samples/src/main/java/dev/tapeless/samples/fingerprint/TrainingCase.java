package dev.tapeless.samples.fingerprint;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;
import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.optimizer.Sgd;
import dev.tapeless.runtime.train.History;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.runtime.train.TrainingListener;
import dev.tapeless.samples.CommandFailure;

import java.util.List;

/**
 * A network, its data, and how it is trained.
 *
 * @param <R> the row type
 * @param name what it is called
 * @param model the network
 * @param data what it learns from
 * @param loss what it makes small
 * @param optimizer what changes its parameters
 * @param batchSize samples a step; some leave a smaller batch at the end of an epoch
 * @param epochs how often it goes through the data
 */
record TrainingCase<R>(
        String name,
        Model<R> model,
        Dataset<R> data,
        Loss loss,
        Optimizer optimizer,
        int batchSize,
        int epochs) {

    /** The fixed set, untrained. */
    static List<TrainingCase<?>> all() {
        return List.of(
                new TrainingCase<>(
                        "Xor",
                        XorNetwork.create(1),
                        exclusiveOr(),
                        Losses.meanSquaredError(),
                        Sgd.withLearningRate(0.5).momentum(0.9),
                        4,
                        400),
                new TrainingCase<>(
                        "Flowers",
                        FlowersNetwork.create(2),
                        new GeneratedData(203, 5, 3, 20).floatClasses(),
                        Losses.crossEntropy(),
                        Adam.withLearningRate(0.01),
                        8,
                        30),
                new TrainingCase<>(
                        "Tower",
                        TowerNetwork.create(3),
                        new GeneratedData(1501, 33, 5, 30).floatClasses(),
                        Losses.softmaxCrossEntropy(),
                        Adam.withLearningRate(2e-3),
                        32,
                        20),
                new TrainingCase<>(
                        "PreciseTower",
                        PreciseTowerNetwork.create(4),
                        new GeneratedData(1203, 40, 7, 40).doubleClasses(),
                        Losses.softmaxCrossEntropy(),
                        Adam.withLearningRate(1e-3).weightDecay(1e-4).amsgrad(true),
                        50,
                        20),
                new TrainingCase<>(
                        "Branches",
                        BranchesNetwork.create(5),
                        new GeneratedData(999, 12, 2, 50).floatValues(),
                        Losses.meanSquaredError(),
                        Sgd.withLearningRate(0.05).momentum(0.9).nesterov(true),
                        25,
                        30),
                new TrainingCase<>(
                        "Activations",
                        ActivationsNetwork.create(6),
                        new GeneratedData(1000, 16, 4, 60).floatValues(),
                        Losses.meanSquaredError(),
                        Adam.withLearningRate(3e-3),
                        16,
                        20));
    }

    private static Dataset<double[]> exclusiveOr() {
        return Dataset.of(
                new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
                new double[][] {{0}, {1}, {1}, {0}});
    }

    /** How often the optimizer changes the parameters. */
    int steps() {
        return epochs * ((data.size() + batchSize - 1) / batchSize);
    }

    /** Trains from the first epoch to the last and gives the last one's loss. */
    double train(TrainingListener listener) throws CommandFailure {
        History history =
                Trainer.of(model)
                        .loss(loss)
                        .optimizer(optimizer)
                        .batchSize(batchSize)
                        .epochs(epochs)
                        .listener(listener)
                        .fit(data);
        if (history.outcome() != History.Outcome.COMPLETED) {
            throw new CommandFailure(name + ": " + history.reason());
        }
        return history.last().training().loss();
    }
}
