package dev.tapeless.samples;

import dev.tapeless.runtime.train.History;

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

    /**
     * Lets a training pass that went through all its epochs.
     *
     * @param history what became of it
     * @throws CommandFailure in the trainer's own words if it ended before
     */
    public static void unlessCompleted(History history) throws CommandFailure {
        if (history.outcome() != History.Outcome.COMPLETED) {
            throw new CommandFailure(history.reason());
        }
    }
}
