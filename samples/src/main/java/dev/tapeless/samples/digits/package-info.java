/**
 * A classifier of handwritten digits: 784 pixels in, ten classes out.
 *
 * <p>Images come from a {@link dev.tapeless.samples.digits.DigitSource}: the sample draws them
 * itself, or reads the files of MNIST; both are rows of 784 numbers from 0 (paper) to 1 (ink). The
 * command trains the network or loads its weights, shows some predictions and ends with the test
 * accuracy. Invariant: the drawn images are the same bits on every machine.
 */
package dev.tapeless.samples.digits;
