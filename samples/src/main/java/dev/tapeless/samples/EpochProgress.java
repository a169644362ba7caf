package dev.tapeless.samples;

import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.Trainer;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

/**
 * A step of progress for each epoch, for trainings of many short ones.
 *
 * @param progress what shows it; to be closed by whoever opened it
 */
public record EpochProgress(Progress progress) implements TrainingListener {
    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        progress.step();
    }

    /**
     * Trains, and shows it.
     *
     * @param trainer the training, but for its epochs
     * @param epochs how often it goes through the data
     * @param data what it learns from
     * @throws CommandFailure if it ends before the last epoch
     */
    public static void train(Trainer<float[]> trainer, int epochs, Dataset<float[]> data)
            throws CommandFailure {
        try (Progress progress = Progress.of("training", epochs)) {
            CommandFailure.unlessCompleted(
                    trainer.epochs(epochs).listener(new EpochProgress(progress)).fit(data));
        }
    }
}
