package dev.tapeless.samples.fingerprint;

import dev.tapeless.Celu;
import dev.tapeless.Concat;
import dev.tapeless.Dense;
import dev.tapeless.Elu;
import dev.tapeless.Gelu;
import dev.tapeless.GeluTanh;
import dev.tapeless.HardSigmoid;
import dev.tapeless.HardSwish;
import dev.tapeless.HardTanh;
import dev.tapeless.LeakyRelu;
import dev.tapeless.Mish;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.Relu6;
import dev.tapeless.Selu;
import dev.tapeless.Sigmoid;
import dev.tapeless.Silu;
import dev.tapeless.Sine;
import dev.tapeless.Softplus;
import dev.tapeless.Softsign;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Adam;

/** One hidden layer, bent in every way there is and in one that is not built in. */
@Network(input = 16)
abstract class Activations {
    @Dense(9)
    Layer hidden;

    @Relu(from = "hidden")
    Layer relu;

    @LeakyRelu(alpha = 0.1, from = "hidden")
    Layer leakyRelu;

    @Elu(alpha = 0.5, from = "hidden")
    Layer elu;

    @Selu(from = "hidden")
    Layer selu;

    @Celu(alpha = 2, from = "hidden")
    Layer celu;

    @Gelu(from = "hidden")
    Layer gelu;

    @GeluTanh(from = "hidden")
    Layer geluTanh;

    @Silu(from = "hidden")
    Layer silu;

    @Mish(from = "hidden")
    Layer mish;

    @Sigmoid(from = "hidden")
    Layer sigmoid;

    @Tanh(from = "hidden")
    Layer tanh;

    @Softplus(from = "hidden")
    Layer softplus;

    @Softsign(from = "hidden")
    Layer softsign;

    @HardSigmoid(from = "hidden")
    Layer hardSigmoid;

    @HardSwish(from = "hidden")
    Layer hardSwish;

    @HardTanh(from = "hidden")
    Layer hardTanh;

    @Relu6(from = "hidden")
    Layer relu6;

    @Sine(omega = 3, from = "hidden")
    Layer sine;

    @Swish(beta = 1.5, from = "hidden")
    Layer swish;

    @Concat(
            from = {
                "relu",
                "leakyRelu",
                "elu",
                "selu",
                "celu",
                "gelu",
                "geluTanh",
                "silu",
                "mish",
                "sigmoid",
                "tanh",
                "softplus",
                "softsign",
                "hardSigmoid",
                "hardSwish",
                "hardTanh",
                "relu6",
                "sine",
                "swish"
            })
    Layer all;

    @Dense(4)
    Layer values;

    static TrainingCase<float[]> training() {
        return new TrainingCase<>(
                "Activations",
                ActivationsNetwork.create(6),
                new GeneratedData(1000, 16, 4, 60).floatValues(),
                Losses.meanSquaredError(),
                Adam.withLearningRate(3e-3),
                16,
                20);
    }
}
