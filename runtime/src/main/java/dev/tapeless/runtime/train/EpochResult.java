package dev.tapeless.runtime.train;

import java.util.Optional;

/**
 * One epoch.
 *
 * @param epoch its number, from 1
 * @param epochs the number of the last epoch
 * @param training loss and metrics over the epoch's batches, each measured before its update and in
 *     training mode
 * @param validation loss and metrics of the validation data after the epoch, if there is such data
 */
public record EpochResult(
        int epoch, int epochs, Evaluation training, Optional<Evaluation> validation) {}
