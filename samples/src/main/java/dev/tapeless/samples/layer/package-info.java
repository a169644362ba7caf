/**
 * One layer of three neurons, with the gradients of a single sample and of a batch. The command
 * takes nothing and prints numbers that can be checked with pencil and paper.
 */
package dev.tapeless.samples.layer;
