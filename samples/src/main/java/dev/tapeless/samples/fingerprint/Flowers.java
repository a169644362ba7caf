package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.GeluTanh;
import dev.tapeless.Initializer;
import dev.tapeless.Network;
import dev.tapeless.Softmax;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;

/** A small classifier that predicts probabilities. */
@Network(input = 5)
abstract class Flowers {
    @Dense(value = 7, init = Initializer.HE_UNIFORM)
    @GeluTanh
    Layer hidden;

    @Dense(3)
    @Softmax
    Layer probabilities;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Flowers",
                FlowersNetwork.create(2),
                new GeneratedData(203, 5, 3, 20).floatClasses(),
                Losses.crossEntropy(),
                Adam.withLearningRate(0.01),
                8,
                30);
    }
}
