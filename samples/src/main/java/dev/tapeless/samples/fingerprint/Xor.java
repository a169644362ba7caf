package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Initializer;
import dev.tapeless.Network;
import dev.tapeless.Precision;
import dev.tapeless.Sigmoid;
import dev.tapeless.Tanh;
import dev.tapeless.runtime.Layer;

/** Exclusive or, in double precision: small enough for straight-line code. */
@Network(input = 2, precision = Precision.DOUBLE)
abstract class Xor {
    @Dense(value = 3, init = Initializer.GLOROT_UNIFORM)
    @Tanh
    Layer hidden;

    @Dense(value = 1, init = Initializer.GLOROT_NORMAL)
    @Sigmoid
    Layer output;
}
