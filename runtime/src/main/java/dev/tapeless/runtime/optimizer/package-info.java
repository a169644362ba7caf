/**
 * From gradients to better parameters.
 *
 * <p>An {@link dev.tapeless.runtime.optimizer.Optimizer} takes a network's parameters with their
 * accumulated gradients and changes the values; it does not clear the gradients. It sees storage
 * blocks only, never shapes: one elementwise formula for all elements. Invariant: values, gradients
 * and state of one element have the same position in blocks of the same structure, and a step is a
 * pure function of them, the settings, the learning rate and the number of steps so far, so these
 * are all a checkpoint needs.
 */
package dev.tapeless.runtime.optimizer;
