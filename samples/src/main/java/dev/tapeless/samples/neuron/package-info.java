/**
 * The smallest network: one neuron, whose output, gradients and first step of learning can be
 * checked with pencil and paper. The command takes nothing and prints these numbers.
 */
package dev.tapeless.samples.neuron;
