package dev.tapeless.runtime.train;

import dev.tapeless.runtime.io.TensorSlot;

import java.util.List;

/**
 * Watches training. All methods do nothing unless overridden, and all are called by the thread that
 * trains, listeners in the order in which they were given. Between the calls the model may be read
 * and evaluated; the optimizer's learning rate may be set.
 *
 * <pre>{@code
 * trainer.listener(new TrainingListener() {
 *     @Override
 *     public void onEpochEnd(EpochResult result, TrainingControl control) {
 *         System.out.println(result.epoch() + ": " + result.training().loss());
 *         if (result.training().loss() < 0.01) {
 *             control.stop("good enough");
 *         }
 *     }
 * });
 * }</pre>
 */
public interface TrainingListener {

    /**
     * Before an epoch's first batch.
     *
     * @param start the epoch
     * @param control to end training
     */
    default void onEpochStart(EpochStart start, TrainingControl control) {}

    /**
     * After a batch's update.
     *
     * @param result the batch
     * @param control to end training
     */
    default void onBatchEnd(BatchResult result, TrainingControl control) {}

    /**
     * After an epoch and its validation.
     *
     * @param result the epoch
     * @param control to end training
     */
    default void onEpochEnd(EpochResult result, TrainingControl control) {}

    /**
     * After a batch whose loss is infinite or not a number. Its update was left out, so the
     * parameters are as they were before it, and training ends.
     *
     * @param result the batch
     */
    default void onNonFiniteLoss(BatchResult result) {}

    /**
     * After training, however it ended.
     *
     * @param history the results
     */
    default void onTrainingEnd(History history) {}

    /**
     * What this listener remembers from epoch to epoch, for checkpoints: it is saved with them, and
     * a checkpoint that is loaded must have it. The names begin with {@code listener/}.
     *
     * @return nothing unless overridden
     */
    default List<TensorSlot> checkpointSlots() {
        return List.of();
    }
}
