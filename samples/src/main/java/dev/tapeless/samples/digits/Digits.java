package dev.tapeless.samples.digits;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;

/** Tells handwritten digits apart: 28 x 28 pixels in, a score for each of the ten digits out. */
@Network(input = 784)
abstract class Digits {
    @Dense(128)
    @Relu
    Layer hidden;

    @Dense(10)
    Layer logits;
}
