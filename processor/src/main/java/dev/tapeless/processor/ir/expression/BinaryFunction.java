package dev.tapeless.processor.ir.expression;

/** Functions of two values. */
public enum BinaryFunction {
    /** The sum. */
    ADD,
    /** The difference. */
    SUBTRACT,
    /** The product. */
    MULTIPLY,
    /** The quotient. */
    DIVIDE,
    /** The smaller; on a tie the derivative is that of the second argument. */
    MIN,
    /** The larger; on a tie the derivative is that of the second argument. */
    MAX
}
