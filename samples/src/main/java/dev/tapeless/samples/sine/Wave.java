package dev.tapeless.samples.sine;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;

/** A smooth function of one number: 1-64-64-1. */
@Network(input = 1)
abstract class Wave {
    @Dense(64)
    @Tanh
    Layer first;

    @Dense(64)
    @Tanh
    Layer second;

    @Dense(1)
    Layer value;
}
