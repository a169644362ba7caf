package dev.tapeless.processor.layer;

/** What the numbers are that an operation gives. */
public enum Meaning {
    /** Any numbers. */
    VALUES,
    /** Whole numbers that stand for something, to be looked up. */
    INTEGERS,
    /** Positive numbers that add up to 1. */
    PROBABILITIES,
    /** The logarithms of such numbers. */
    LOG_PROBABILITIES
}
