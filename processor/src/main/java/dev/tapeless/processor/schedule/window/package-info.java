/**
 * Kernels of convolutions and their gradients, plain and in vectors. What comes in is a {@link
 * dev.tapeless.processor.schedule.group.WindowProduct}, what goes out is its kernel. Both forms
 * take every sum in the same order, and nothing that the window meets outside of the image is
 * added.
 */
package dev.tapeless.processor.schedule.window;
