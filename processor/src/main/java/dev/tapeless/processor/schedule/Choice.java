package dev.tapeless.processor.schedule;

/** What a declaration asks of the schedule; the constants of the annotation's {@code Form}. */
public enum Choice {
    /** The form that measurements recommend. */
    AUTO,
    /** A name for every element. */
    STRAIGHT_LINE,
    /** Loops in plain Java. */
    LOOPS,
    /** Loops, and their forms in vectors. */
    VECTORS
}
