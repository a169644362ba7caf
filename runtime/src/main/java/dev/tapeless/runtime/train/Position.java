package dev.tapeless.runtime.train;

/** How far training has come: the current epoch, and the batches of it that are done. */
final class Position {
    private int epoch = 1;
    private long batches;

    /** Before the first batch of the first epoch. */
    Position() {}

    /**
     * The current epoch.
     *
     * @return its number, from 1
     */
    int epoch() {
        return epoch;
    }

    /**
     * The batches done in the current epoch.
     *
     * @return 0 at its beginning
     */
    long batches() {
        return batches;
    }

    /**
     * Goes to some place.
     *
     * @param newEpoch the epoch's number
     * @param newBatches the batches done in it
     */
    void set(int newEpoch, long newBatches) {
        epoch = newEpoch;
        batches = newBatches;
    }

    /** One more batch of the epoch is done. */
    void batchDone() {
        batches++;
    }

    /** The epoch is done, and the next one begins. */
    void epochDone() {
        set(epoch + 1, 0);
    }
}
