package dev.tapeless.processor.layer;

/** For what a network is lowered. */
public enum Mode {
    /** For predictions: nothing is random, nothing is kept for a backward pass. */
    PREDICT,
    /** For training: dropout is on. */
    TRAIN
}
