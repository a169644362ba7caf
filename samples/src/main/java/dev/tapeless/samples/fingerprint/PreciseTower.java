package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Dropout;
import dev.tapeless.Gelu;
import dev.tapeless.Initializer;
import dev.tapeless.LogSoftmax;
import dev.tapeless.Network;
import dev.tapeless.Precision;
import dev.tapeless.Selu;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;

/** A deeper classifier in double precision that predicts logarithms of probabilities. */
@Network(input = 40, precision = Precision.DOUBLE)
abstract class PreciseTower {
    @Dense(value = 96, init = Initializer.LECUN_NORMAL)
    @Selu
    Layer wide;

    @Dense(value = 31, init = Initializer.LECUN_UNIFORM)
    @Gelu
    @Dropout(0.2)
    Layer narrow;

    @Dense(7)
    @LogSoftmax
    Layer scores;

    static TrainingCase<double[]> training() {
        return new TrainingCase<>(
                "PreciseTower",
                PreciseTowerNetwork.create(4),
                new GeneratedData(1203, 40, 7, 40).doubleClasses(),
                Losses.softmaxCrossEntropy(),
                Adam.withLearningRate(1e-3).weightDecay(1e-4).amsgrad(true),
                50,
                20);
    }
}
