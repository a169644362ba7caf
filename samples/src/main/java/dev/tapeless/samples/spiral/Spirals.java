package dev.tapeless.samples.spiral;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;

/** Tells three spirals apart: a point of the plane in, a score for each spiral out. */
@Network(input = 2)
abstract class Spirals {
    @Dense(64)
    @Relu
    Layer hidden;

    @Dense(3)
    Layer logits;
}
