package dev.tapeless.samples;

/** A command cannot do what it was asked for. The message tells its user why and what to do. */
public final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A failure with its message.
     *
     * @param message what was found and what to do about it, in one sentence or two
     */
    public CommandFailure(String message) {
        super(message);
    }
}
