/**
 * Samples, the files they come from, and what is done to them before a network sees them.
 *
 * <p>A {@link dev.tapeless.runtime.data.Dataset} is what training and evaluation take: input rows
 * and target rows of equal number. Rows are shared, never copied: subsets and batches refer to the
 * same arrays. Invariant: all inputs of a dataset have one length and all targets have one length,
 * so whoever has a dataset need not check its rows again.
 *
 * <p>A {@link dev.tapeless.runtime.data.SampleSource} gives samples one after the other instead,
 * anew for every epoch, for data that is not to be held in memory. {@link
 * dev.tapeless.runtime.data.Standardization} and {@link dev.tapeless.runtime.data.CategoryEncoding}
 * are fitted on the training part, are immutable afterwards, and give tensors that are saved with
 * the network's weights.
 */
package dev.tapeless.runtime.data;
