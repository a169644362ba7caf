package dev.tapeless.samples.sequence;

import dev.tapeless.Dense;
import dev.tapeless.Gru;
import dev.tapeless.Network;
import dev.tapeless.runtime.Layer;

/**
 * The sum of the marked ones of 40 numbers: gated recurrent units, and a sum of their last outputs.
 */
@Network(input = {MarkedNumbers.LENGTH, MarkedNumbers.FEATURES})
abstract class Adding {
    @Gru(32)
    Layer memory;

    @Dense(1)
    Layer sum;
}
