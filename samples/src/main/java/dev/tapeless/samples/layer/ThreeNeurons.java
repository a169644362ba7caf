package dev.tapeless.samples.layer;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.runtime.Layer;

/** Three linear neurons that read the same four inputs. */
@Network(input = 4, inputGradient = true)
abstract class ThreeNeurons {
    @Dense(3)
    Layer neurons;
}
