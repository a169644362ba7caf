package dev.tapeless.samples;

import dev.tapeless.runtime.train.BatchResult;
import dev.tapeless.runtime.train.EpochResult;
import dev.tapeless.runtime.train.EpochStart;
import dev.tapeless.runtime.train.History;
import dev.tapeless.runtime.train.TrainingControl;
import dev.tapeless.runtime.train.TrainingListener;

/**
 * A progress bar for each epoch of a training. A trainer tells its listeners in order: added before
 * a listener that prints, this one has cleared its line by then.
 */
public final class TrainingProgress implements TrainingListener {
    private Progress epoch = Progress.none();

    /** Progress of a training that has not begun. */
    public TrainingProgress() {}

    @Override
    public void onEpochStart(EpochStart start, TrainingControl control) {
        epoch = Progress.of("epoch " + start.epoch() + "/" + start.epochs(), start.batches());
    }

    @Override
    public void onBatchEnd(BatchResult result, TrainingControl control) {
        epoch.step();
    }

    @Override
    public void onEpochEnd(EpochResult result, TrainingControl control) {
        epoch.close();
    }

    /** An epoch that failed has no end of its own. */
    @Override
    public void onTrainingEnd(History history) {
        epoch.close();
    }
}
