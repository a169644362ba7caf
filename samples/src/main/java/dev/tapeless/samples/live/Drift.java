package dev.tapeless.samples.live;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;

/** Tells three clouds of points apart. */
@Network(input = 2)
abstract class Drift {
    @Dense(32)
    @Tanh
    Layer hidden;

    @Dense(3)
    Layer logits;
}
