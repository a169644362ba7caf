/**
 * Differentiation: a forward graph in, a graph that also has the gradients out.
 *
 * <p>{@link dev.tapeless.processor.autodiff.Differentiator} walks the graph backwards once and asks
 * {@link dev.tapeless.processor.autodiff.GradientRules}, which has one rule for each operation. The
 * gradients are ordinary operations that read forward values; nothing is built that no requested
 * gradient needs. This package imports the intermediate representation and nothing else.
 */
package dev.tapeless.processor.autodiff;
