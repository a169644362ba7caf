package dev.tapeless.runtime.train;

import java.util.List;

/**
 * The settings of one training run.
 *
 * @param batchSize samples a step
 * @param firstEpoch the number of the first epoch
 * @param epochs the number of the last epoch
 * @param seed the seed of the samples' order
 * @param shuffle whether every epoch has an order of its own
 * @param listeners who watches
 */
record TrainingPlan(
        int batchSize,
        int firstEpoch,
        int epochs,
        long seed,
        boolean shuffle,
        List<TrainingListener> listeners) {

    /**
     * Copies the listeners.
     *
     * @param batchSize samples a step
     * @param firstEpoch the number of the first epoch
     * @param epochs the number of the last epoch
     * @param seed the seed of the samples' order
     * @param shuffle whether every epoch has an order of its own
     * @param listeners who watches
     */
    TrainingPlan {
        listeners = List.copyOf(listeners);
    }
}
