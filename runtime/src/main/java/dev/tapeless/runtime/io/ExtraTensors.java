package dev.tapeless.runtime.io;

/** What to do with tensors of a file that the network has no parameter for. */
public enum ExtraTensors {
    /** The file is refused; the message lists the names on both sides. */
    REFUSE,
    /** They are left where they are. */
    IGNORE
}
