package dev.tapeless.runtime;

/**
 * What the last layer of a network makes of its input, the logits, where a loss can go without its
 * derivative: with the loss that belongs to it, the gradient with respect to the logits is the
 * difference of output and target. The difference is exact to the last digits also where a
 * probability is as good as 0 or 1, and its derivative is not.
 *
 * <p>A {@link dev.tapeless.runtime.train.Trainer} uses it by itself. The term is that of
 * generalized linear models: McCullagh and Nelder, 1989 (canonical links, seen from the output).
 */
public enum Link {
    /** Nothing that losses know: the output counts as its own logits. */
    IDENTITY,
    /** The softmax along the last dimension, for {@code Losses.crossEntropy()}. */
    SOFTMAX,
    /** The logarithm of the softmax, for {@code Losses.negativeLogLikelihood()}. */
    LOG_SOFTMAX,
    /** The logistic function of each number, for {@code Losses.binaryCrossEntropy()}. */
    SIGMOID
}
