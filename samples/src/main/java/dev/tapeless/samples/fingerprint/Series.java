package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Gru;
import dev.tapeless.Lstm;
import dev.tapeless.Network;
import dev.tapeless.Residual;
import dev.tapeless.Rnn;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;

/** Recurrence of all kinds over short series, and a block that is used twice. */
@Network(input = {6, 3})
abstract class Series {
    @Lstm(value = 9, sequence = true)
    Layer memory;

    @Gru(value = 5, sequence = true, bidirectional = true)
    Layer gates;

    @Rnn(8)
    Layer last;

    @Residual(Step.class)
    Layer first;

    @Residual(value = Step.class, sharing = "first")
    Layer second;

    @Dense(4)
    Layer logits;

    /** What is added to a value. */
    @Network(input = 8)
    abstract static class Step {
        @Dense(8)
        @Tanh
        Layer bend;
    }

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Series",
                SeriesNetwork.create(10),
                new GeneratedData(209, 18, 4, 100).floatClasses(),
                Losses.softmaxCrossEntropy(),
                Adam.withLearningRate(3e-3),
                19,
                10);
    }
}
