package dev.tapeless.samples.fingerprint;

import dev.tapeless.Dense;
import dev.tapeless.Dropout;
import dev.tapeless.Gelu;
import dev.tapeless.Initializer;
import dev.tapeless.LogSoftmax;
import dev.tapeless.Network;
import dev.tapeless.Precision;
import dev.tapeless.Selu;
import dev.tapeless.runtime.Layer;

/** A deeper classifier in double precision that predicts logarithms of probabilities. */
@Network(input = 40, precision = Precision.DOUBLE)
abstract class PreciseTower {
    @Dense(value = 96, init = Initializer.LECUN_NORMAL)
    @Selu
    Layer wide;

    @Dense(value = 31, init = Initializer.LECUN_UNIFORM)
    @Gelu
    @Dropout(0.2)
    Layer narrow;

    @Dense(7)
    @LogSoftmax
    Layer scores;
}
