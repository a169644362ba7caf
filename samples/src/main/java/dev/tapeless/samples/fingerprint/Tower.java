package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Dropout;
import dev.tapeless.LeakyRelu;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;

/** A deeper classifier with dropout; no size is a multiple of a vector's length. */
@Network(input = 33)
abstract class Tower {
    @Dense(129)
    @Relu
    @Dropout(0.25)
    Layer wide;

    @Dense(17)
    @LeakyRelu(alpha = 0.2)
    Layer narrow;

    @Dense(64)
    @Relu
    @Dropout(0.1)
    Layer even;

    @Dense(5)
    Layer logits;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Tower",
                TowerNetwork.create(3),
                new GeneratedData(1501, 33, 5, 30).floatClasses(),
                Losses.softmaxCrossEntropy(),
                Adam.withLearningRate(2e-3),
                32,
                20);
    }
}
