package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The shapes of the measured networks. Their names are values of a JMH parameter. */
public enum Shape {
    /** 4-8-3. */
    TINY(Networks_TinyNetwork::create, 4, 8, 3),
    /** 2-64-3. */
    SPIRAL(Networks_SpiralNetwork::create, 2, 64, 3),
    /** 32-64-64-1. */
    TABLE(Networks_TableNetwork::create, 32, 64, 64, 1),
    /** 784-128-10. */
    DIGITS(Networks_DigitsNetwork::create, 784, 128, 10),
    /** 784-512-512-10. */
    LARGE(Networks_LargeNetwork::create, 784, 512, 512, 10);

    private final LongFunction<Model<float[]>> network;
    private final int[] sizes;

    Shape(LongFunction<Model<float[]>> network, int... sizes) {
        this.network = network;
        this.sizes = sizes;
    }

    /** A generated network with parameters that are always the same. */
    Model<float[]> create() {
        return network.apply(1);
    }

    /** Inputs, and the units of each layer. */
    int[] sizes() {
        return sizes.clone();
    }

    /** The elements of a sample. */
    int inputs() {
        return sizes[0];
    }

    /** The units of the last layer. */
    int outputs() {
        return sizes[sizes.length - 1];
    }

    /** The multiply-adds of a prediction of one sample. */
    long multiplyAdds() {
        long sum = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
            sum += (long) sizes[layer - 1] * sizes[layer];
        }
        return sum;
    }

    /** The multiply-adds of a step for one sample: no layer needs the gradient of the input. */
    long stepMultiplyAdds() {
        return 3 * multiplyAdds() - (long) sizes[0] * sizes[1];
    }

    /** {@code 784-128-10}. */
    String text() {
        return Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining("-"));
    }
}
