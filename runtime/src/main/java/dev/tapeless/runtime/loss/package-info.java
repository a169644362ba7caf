/**
 * From outputs and targets to one number and its derivatives.
 *
 * <p>A {@link dev.tapeless.runtime.loss.Loss} takes the output rows of a batch and their targets
 * and gives the loss and, on request, its derivative with respect to every output: what a model's
 * {@code backward} takes. A loss is written once, for one sample in double precision; {@code
 * SampleSum} makes a batch of float or double rows of it, and what little differs between the two
 * is {@code Precision}. Invariant: targets are checked before any gradient is written, and what is
 * not a number in the outputs is not a number in the loss.
 */
package dev.tapeless.runtime.loss;
