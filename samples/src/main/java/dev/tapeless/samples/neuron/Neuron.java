package dev.tapeless.samples.neuron;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;

/** One neuron: the weighted sum of three inputs and a bias, or zero where the sum is negative. */
@Network(input = 3, inputGradient = true)
abstract class Neuron {
    @Dense(1)
    @Relu
    Layer neuron;
}
