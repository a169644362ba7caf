/**
 * Training loops, what they report, and how they are steered.
 *
 * <p>A {@link dev.tapeless.runtime.train.Trainer} takes a model, a loss, an optimizer and datasets
 * and gives a {@link dev.tapeless.runtime.train.History}; it is a readable loop over the step that
 * users may take themselves. {@link dev.tapeless.runtime.train.TrainingListener}s watch and may
 * stop it; a {@link dev.tapeless.runtime.train.Metric} is another number to measure. Invariant: the
 * same model, data, settings and seed give the same bits on every machine, and an epoch's order of
 * samples depends on the seed and the epoch's number only, so a training that goes on from its
 * checkpoint gives the bits of one that was never interrupted.
 *
 * <p>Inside, the trainer holds the settings and a {@code Training} the model with what measures and
 * changes it. A run takes batches from a source (a dataset or a stream), has each learnt by a step,
 * and has the evaluator measure; a checkpoint is the list of all places in memory that a run
 * changes.
 */
package dev.tapeless.runtime.train;
