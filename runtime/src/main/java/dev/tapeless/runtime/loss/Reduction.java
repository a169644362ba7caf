package dev.tapeless.runtime.loss;

/** How the losses of a batch's samples become one number. */
public enum Reduction {
    /**
     * Their sum divided by the sum of their weights: for cross-entropy the number of samples, for
     * the mean squared error the number of elements.
     */
    MEAN,

    /** Their sum. */
    SUM
}
