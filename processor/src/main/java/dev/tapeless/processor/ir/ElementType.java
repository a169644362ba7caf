package dev.tapeless.processor.ir;

/** What the elements of a tensor are. */
public enum ElementType {
    /** Real numbers, in the arithmetic of the network (float or double). They have gradients. */
    REAL,
    /** Whole numbers that select something: class indices, positions. They have no gradient. */
    INDEX
}
