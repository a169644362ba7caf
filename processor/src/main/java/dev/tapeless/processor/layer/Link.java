package dev.tapeless.processor.layer;

/**
 * What an operation makes of any numbers, its logits, that losses know: with the loss that belongs
 * to it, the gradient with respect to the logits is a difference.
 */
public enum Link {
    /** Nothing that losses know. */
    IDENTITY,
    /** The softmax along the last dimension. */
    SOFTMAX,
    /** Its logarithm. */
    LOG_SOFTMAX,
    /** The logistic function of each number. */
    SIGMOID
}
