package dev.tapeless.processor.graph;

/** The numbers that a network computes with. */
public enum Arithmetic {
    /** 32 bits. */
    FLOAT,
    /** 64 bits. */
    DOUBLE
}
