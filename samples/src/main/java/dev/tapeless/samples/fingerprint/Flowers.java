package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.GeluTanh;
import dev.tapeless.Initializer;
import dev.tapeless.Network;
import dev.tapeless.Softmax;
import dev.tapeless.runtime.Layer;

/** A small classifier that predicts probabilities. */
@Network(input = 5)
abstract class Flowers {
    @Dense(value = 7, init = Initializer.HE_UNIFORM)
    @GeluTanh
    Layer hidden;

    @Dense(3)
    @Softmax
    Layer probabilities;
}
