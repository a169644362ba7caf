package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Initializer;
import dev.tapeless.Network;
import dev.tapeless.Precision;
import dev.tapeless.Sigmoid;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.data.Dataset;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;

/** Exclusive or, in double precision: small enough for straight-line code. */
@Network(input = 2, precision = Precision.DOUBLE)
abstract class Xor {
    @Dense(value = 3, init = Initializer.GLOROT_UNIFORM)
    @Tanh
    Layer hidden;

    @Dense(value = 1, init = Initializer.GLOROT_NORMAL)
    @Sigmoid
    Layer output;

    static TrainingCase<double[]> training() {
        return new TrainingCase<>(
                "Xor",
                XorNetwork.create(1),
                Dataset.of(
                        new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
                        new double[][] {{0}, {1}, {1}, {0}}),
                Losses.meanSquaredError(),
                Sgd.withLearningRate(0.5).momentum(0.9),
                4,
                400);
    }
}
