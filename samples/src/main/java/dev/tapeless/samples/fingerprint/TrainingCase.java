package dev.tapeless.samples.fingerprint;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Loss;
import dev.tapeless.runtime.optimizer.Optimizer;
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

    /** The fixed set, untrained: a network has a file, with its training, and a line here. */
    static List<TrainingCase<?>> all() {
        return List.of(
                Xor.training(),
                Flowers.training(),
                Tower.training(),
                PreciseTower.training(),
                Branches.training(),
                Activations.training(),
                Pictures.training(),
                Signals.training(),
                Words.training(),
                Series.training());
    }

    /** How often the optimizer changes the parameters. */
    int steps() {
        return epochs * ((data.size() + batchSize - 1) / batchSize);
    }

    /** Trains from the first epoch to the last and gives the last one's loss. */
    double train(Workers workers, TrainingListener listener) throws CommandFailure {
        History history =
                Trainer.of(model)
                        .loss(loss)
                        .optimizer(optimizer)
                        .batchSize(batchSize)
                        .epochs(epochs)
                        .workers(workers)
                        .listener(listener)
                        .fit(data);
        if (history.outcome() != History.Outcome.COMPLETED) {
            throw new CommandFailure(name + ": " + history.reason());
        }
        return history.last().training().loss();
    }
}
