package dev.tapeless.runtime.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one training run.
 *
 * @param batchSize samples a step
 * @param firstEpoch the number of the first epoch, unless a checkpoint says where to go on
 * @param epochs the number of the last epoch
 * @param seed the seed of the samples' order
 * @param shuffle whether every epoch has an order of its own
 * @param shuffleBuffer samples of a stream among which is shuffled
 * @param listeners who watches
 * @param checkpoint the file that is written after each epoch, if one is
 */
record TrainingPlan(
        int batchSize,
        int firstEpoch,
        int epochs,
        long seed,
        boolean shuffle,
        int shuffleBuffer,
        List<TrainingListener> listeners,
        Optional<Path> checkpoint) {

    /**
     * Copies the listeners.
     *
     * @param batchSize samples a step
     * @param firstEpoch the number of the first epoch, unless a checkpoint says where to go on
     * @param epochs the number of the last epoch
     * @param seed the seed of the samples' order
     * @param shuffle whether every epoch has an order of its own
     * @param shuffleBuffer samples of a stream among which is shuffled
     * @param listeners who watches
     * @param checkpoint the file that is written after each epoch, if one is
     */
    TrainingPlan {
        listeners = List.copyOf(listeners);
    }
}
