package dev.tapeless.samples.fingerprint;

import dev.tapeless.Add;
import dev.tapeless.Concat;
import dev.tapeless.Dense;
import dev.tapeless.Multiply;
import dev.tapeless.Network;
import dev.tapeless.Sigmoid;
import dev.tapeless.Silu;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;

/** A gate, a shortcut past it, and an output layer that sees the input again. */
@Network(input = 12)
abstract class Branches {
    @Dense(24)
    @Silu
    Layer content;

    @Dense(value = 24, from = "input")
    @Sigmoid
    Layer gate;

    @Multiply(from = {"content", "gate"})
    Layer gated;

    @Dense(value = 24, bias = false, from = "input")
    Layer shortcut;

    @Add(from = {"gated", "shortcut"})
    Layer sum;

    @Concat(from = {"sum", "input"})
    Layer all;

    @Dense(2)
    Layer values;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Branches",
                BranchesNetwork.create(5),
                new GeneratedData(999, 12, 2, 50).floatValues(),
                Losses.meanSquaredError(),
                Sgd.withLearningRate(0.05).momentum(0.9).nesterov(true),
                25,
                30);
    }
}
