/**
 * Kernels of any operation as nested loops over the elements of one sample, index arithmetic
 * included; products of matrices within a sample among them. What comes in is a node, what goes out
 * is its kernel. Every element of a result is written by one iteration, or is a sum that takes its
 * terms in the order of the loops.
 */
package dev.tapeless.processor.schedule.nest;
