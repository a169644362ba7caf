/**
 * Samples in memory and the files they come from.
 *
 * <p>A {@link dev.tapeless.runtime.data.Dataset} is what training and evaluation take: input rows
 * and target rows of equal number. Rows are shared, never copied: subsets and batches refer to the
 * same arrays. Invariant: all inputs of a dataset have one length and all targets have one length,
 * so whoever has a dataset need not check its rows again.
 */
package dev.tapeless.runtime.data;
