package dev.tapeless;

/**
 * The floating-point type of a network's parameters, inputs, outputs and arithmetic.
 *
 * <pre>{@code
 * @Network(input = 3, precision = Precision.DOUBLE)
 * abstract class Neuron {
 *     @Dense(1) @Relu Layer neuron;
 * }
 * }</pre>
 */
public enum Precision {
    /** 32-bit {@code float}: half the memory and the faster choice. The default. */
    FLOAT,

    /** 64-bit {@code double}: for checking gradients, and where 24 significant bits are too few. */
    DOUBLE
}
