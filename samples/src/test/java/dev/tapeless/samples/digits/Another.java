package dev.tapeless.samples.digits;

import dev.tapeless.Dense;
import dev.tapeless.Network;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;
import dev.tapeless.runtime.io.SafeTensors;

import java.io.IOException;
import java.nio.file.Path;

/** Its layers are called as those of the digits' network, and are smaller. */
@Network(input = 784)
abstract class Another {
    @Dense(64)
    @Relu
    Layer hidden;

    @Dense(10)
    Layer logits;

    static void save(Path file) throws IOException {
        SafeTensors.save(file, AnotherNetwork.create(1));
    }
}
