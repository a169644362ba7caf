package dev.tapeless.samples.fingerprint;

import dev.tapeless.AvgPool1d;
import dev.tapeless.BatchNorm;
import dev.tapeless.Conv1d;
import dev.tapeless.Dense;
import dev.tapeless.Flatten;
import dev.tapeless.GroupNorm;
import dev.tapeless.Network;
import dev.tapeless.Permute;
import dev.tapeless.Precision;
import dev.tapeless.Prelu;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.RmsProp;

/** Convolutions over signals in double precision, with statistics of groups and of the batch. */
@Network(
        input = {20, 2},
        precision = Precision.DOUBLE)
abstract class Signals {
    @Conv1d(value = 8, kernel = 5)
    Layer waves;

    @GroupNorm(4)
    Layer even;

    @Prelu
    @AvgPool1d(2)
    Layer bent;

    @Conv1d(value = 9, kernel = 3, dilation = 2)
    Layer beats;

    @Permute({1, 0})
    @Flatten
    @BatchNorm(momentum = 0.3)
    @Tanh
    Layer features;

    @Dense(3)
    Layer logits;

    static TrainingCase<double[]> training() {
        return new TrainingCase<>(
                "Signals",
                SignalsNetwork.create(8),
                new GeneratedData(403, 40, 3, 80).doubleClasses(),
                Losses.softmaxCrossEntropy(),
                RmsProp.withLearningRate(2e-3),
                24,
                10);
    }
}
