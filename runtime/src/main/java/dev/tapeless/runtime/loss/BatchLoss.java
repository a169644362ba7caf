package dev.tapeless.runtime.loss;

import dev.tapeless.runtime.Link;

import java.util.List;

/** How the loss of a batch is put together, for rows of either precision. */
interface BatchLoss {

    /**
     * Checks targets.
     *
     * @param <R> the row type
     * @param precision the network's precision
     * @param targets the target rows
     * @param count how many of them
     * @param outputSize the number of the model's outputs
     * @return the sum of their weights
     * @throws IllegalArgumentException for the first target that does not fit
     */
    <R> double weights(Precision<R> precision, R[] targets, int count, int outputSize);

    /**
     * Computes a batch that has been checked.
     *
     * @param <R> the row type
     * @param precision the network's precision
     * @param outputs the model's output rows
     * @param targets their target rows
     * @param gradients overwritten by the derivatives; null if only the value is wanted
     * @param count how many rows to use
     * @param divisor what a sum over samples is divided by
     * @param links those of the logits with respect to which the derivatives are; empty for those
     *     with respect to the outputs
     * @return the value
     */
    <R> double value(
            Precision<R> precision,
            R[] outputs,
            R[] targets,
            R[] gradients,
            int count,
            double divisor,
            List<Link> links);
}
