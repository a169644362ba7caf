/**
 * Learning and predicting at the same time: one thread learns from a stream that never stays the
 * same, others predict with what it has learnt so far, and nobody waits for a lock.
 *
 * <p>The command checks every prediction: the {@link dev.tapeless.samples.live.ProbeLog} knows what
 * each published set of parameters makes of one input, and a prediction that saw parameters of two
 * sets makes something else of it.
 */
package dev.tapeless.samples.live;
