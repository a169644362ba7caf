package dev.tapeless.processor.ir.expression;

/** Comparisons of two values. */
public enum Comparison {
    /** {@code <}. */
    LESS,
    /** {@code <=}. */
    LESS_OR_EQUAL,
    /** {@code >}. */
    GREATER,
    /** {@code >=}. */
    GREATER_OR_EQUAL,
    /** {@code ==}. */
    EQUAL,
    /** {@code !=}. */
    NOT_EQUAL
}
