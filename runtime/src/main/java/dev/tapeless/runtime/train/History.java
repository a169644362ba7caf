package dev.tapeless.runtime.train;

import java.util.List;

/**
 * What a training run did.
 *
 * @param epochs the epochs in order; the last one covers the batches before a stop in its middle
 * @param outcome why training ended
 * @param reason the same in words; for a stop the words given to {@link TrainingControl#stop}, or
 *     that the thread was interrupted
 */
public record History(List<EpochResult> epochs, Outcome outcome, String reason) {

    /** Why training ended. */
    public enum Outcome {
        /** All epochs were done. */
        COMPLETED,

        /** A listener asked for it, or the thread that trains was interrupted. */
        STOPPED,

        /**
         * A batch's loss was infinite or not a number. The parameters are as they were before that
         * batch.
         */
        NON_FINITE_LOSS
    }

    /**
     * Copies the list.
     *
     * @param epochs the epochs
     * @param outcome why training ended
     * @param reason the same in words
     */
    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * The last epoch that came to its end.
     *
     * @return its result
     * @throws IllegalStateException if none did; the message says why
     */
    public EpochResult last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("no epoch came to its end: " + reason);
        }
        return epochs.get(epochs.size() - 1);
    }
}
