package dev.tapeless.samples.digits;

import dev.tapeless.Conv2d;
import dev.tapeless.Dense;
import dev.tapeless.Flatten;
import dev.tapeless.MaxPool2d;
import dev.tapeless.Network;
import dev.tapeless.Padding;
import dev.tapeless.Relu;
import dev.tapeless.runtime.Layer;

/**
 * Tells handwritten digits apart as LeNet-5 does, Y. LeCun's network of 1998: two convolutions that
 * see the neighbourhood of each pixel, then three dense layers.
 */
@Network(input = {28, 28, 1})
abstract class DigitImages {
    @Conv2d(value = 6, kernel = 5, padding = Padding.SAME)
    @Relu
    @MaxPool2d(2)
    Layer strokes;

    @Conv2d(value = 16, kernel = 5)
    @Relu
    @MaxPool2d(2)
    Layer shapes;

    @Flatten
    @Dense(120)
    @Relu
    Layer hidden;

    @Dense(84)
    @Relu
    Layer features;

    @Dense(10)
    Layer logits;
}
