package dev.tapeless.runtime.train;

/**
 * An epoch about to begin.
 *
 * @param epoch its number, from 1
 * @param epochs the number of the last epoch
 * @param batches batches in it; 0 for a stream, which does not say
 * @param samples samples in it; 0 for a stream
 */
public record EpochStart(int epoch, int epochs, int batches, int samples) {}
