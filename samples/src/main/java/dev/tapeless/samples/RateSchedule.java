package dev.tapeless.samples;

import dev.tapeless.runtime.optimizer.Optimizer;
import dev.tapeless.runtime.schedule.Schedule;
import dev.tapeless.runtime.train.BatchResult;
import dev.tapeless.runtime.train.EpochStart;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

/**
 * Sets an optimizer's learning rate before each step.
 *
 * @param optimizer whose
 * @param schedule to what
 */
public record RateSchedule(Optimizer optimizer, Schedule schedule) implements TrainingListener {
    @Override
    public void onEpochStart(EpochStart start, TrainingControl control) {
        setRate();
    }

    @Override
    public void onBatchEnd(BatchResult result, TrainingControl control) {
        setRate();
    }

    private void setRate() {
        optimizer.setLearningRate(
                schedule.rate(optimizer.initialLearningRate(), optimizer.steps()));
    }
}
