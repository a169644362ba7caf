package dev.tapeless.processor.ir.expression;

/** Functions of one value. */
public enum UnaryFunction {
    /** {@code -x}. */
    NEGATE,
    /** The absolute value; its derivative at 0 is 0. */
    ABS,
    /** The exponential function. */
    EXP,
    /** {@code exp(x) - 1} without cancellation near 0. */
    EXPM1,
    /** The natural logarithm. */
    LOG,
    /** {@code log(1 + x)} without cancellation near 0. */
    LOG1P,
    /** The square root. */
    SQRT,
    /** The hyperbolic tangent. */
    TANH,
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID,
    /** The error function. */
    ERF,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS,
    /** The value itself, with derivative 0; exists until differentiation is done. */
    DETACH
}
