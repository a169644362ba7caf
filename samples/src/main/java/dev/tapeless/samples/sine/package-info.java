/**
 * Regression: a network learns the sine from noisy measurements. The command writes a picture of
 * the measurements, of the sine and of what was learnt.
 */
package dev.tapeless.samples.sine;
