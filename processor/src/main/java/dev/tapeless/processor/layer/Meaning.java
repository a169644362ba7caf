package dev.tapeless.processor.layer;

/** What the numbers are that an operation gives. */
public enum Meaning {
    /** Any numbers. */
    VALUES,
    /** Whole numbers that stand for something, to be looked up. */
    INTEGERS,
    /** The last outputs of a layer that reads a sequence and could give all of them. */
    LAST_OF_SEQUENCE,
    /** Positive numbers that add up to 1. */
    PROBABILITIES,
    /** The logarithms of such numbers. */
    LOG_PROBABILITIES;

    /**
     * What numbers are after a layer that changes each of them and keeps their places.
     *
     * @return the same for the last outputs of a sequence, otherwise any numbers
     */
    Meaning changed() {
        return this == LAST_OF_SEQUENCE ? this : VALUES;
    }
}
