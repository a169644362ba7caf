package dev.tapeless.runtime.train;

/**
 * One training step.
 *
 * @param epoch its epoch's number, from 1
 * @param epochs the number of the last epoch
 * @param batch its number in the epoch, from 1
 * @param batches batches in the epoch; 0 for a stream, which does not say
 * @param samples samples in the batch; the last one may have fewer than the others
 * @param loss the batch's loss before the update
 */
public record BatchResult(
        int epoch, int epochs, int batch, int batches, int samples, double loss) {}
