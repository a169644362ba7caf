package dev.tapeless.samples.live;

import java.util.concurrent.atomic.LongAdder;

/** What all threads that predict have counted together. */
final class Tally {
    final LongAdder predictions = new LongAdder();
    final LongAdder right = new LongAdder();
    final LongAdder rightOfStart = new LongAdder();
    final LongAdder mixed = new LongAdder();

    /** The counts so far. */
    record Counts(long predictions, long right, long rightOfStart, long mixed) {
        /** What was counted since other counts. */
        Counts since(Counts before) {
            return new Counts(
                    predictions - before.predictions,
                    right - before.right,
                    rightOfStart - before.rightOfStart,
                    mixed - before.mixed);
        }

        /** The share of predictions that were right; not a number if there were none. */
        double accuracy() {
            return (double) right / predictions;
        }

        /** The share that would have been right with the parameters of the start. */
        double accuracyOfStart() {
            return (double) rightOfStart / predictions;
        }
    }

    Counts counts() {
        return new Counts(predictions.sum(), right.sum(), rightOfStart.sum(), mixed.sum());
    }
}
