package dev.tapeless.runtime.train;

/** What a listener can do to the training it watches. */
public final class TrainingControl {
    private String stopReason;

    /** A control that lets training go on. */
    TrainingControl() {}

    /**
     * Asks for an end after the current batch. The epoch's result is made of the batches done so
     * far; validation and the remaining listeners are still served.
     *
     * @param reason why, for {@link History#reason()}; the first one given counts
     */
    public void stop(String reason) {
        if (stopReason == null) {
            stopReason = reason;
        }
    }

    /**
     * The reason to stop.
     *
     * @return null as long as nobody asked for an end
     */
    String stopReason() {
        return stopReason;
    }
}
