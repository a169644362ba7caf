/**
 * Optimization: a graph in, a smaller graph of the same inputs, outputs and values out.
 *
 * <p>{@link dev.tapeless.processor.optimize.Passes} is the ordered list of named passes; each takes
 * a graph and gives a graph, and values change by no more than rounding. What comes out has no
 * detached values, no operation that does nothing, and no elementwise operation that could be part
 * of its only reader. This package imports the intermediate representation and nothing else.
 */
package dev.tapeless.processor.optimize;
