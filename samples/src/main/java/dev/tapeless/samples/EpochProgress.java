package dev.tapeless.samples;

import dev.tapeless.runtime.train.EpochResult;
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
}
