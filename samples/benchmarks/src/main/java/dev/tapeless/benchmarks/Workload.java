package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import java.util.function.LongFunction;

/**
 * A call that is measured.
 *
 * @param name what is done
 * @param samples how many samples a call has
 * @param multiplyAddsEach the multiply-adds of a sample, those that a mask hides among them
 * @param network makes the generated network from a seed
 */
record Workload(
        String name, int samples, long multiplyAddsEach, LongFunction<Model<float[]>> network) {

    /** A generated network with parameters that are always the same. */
    Model<float[]> create() {
        return network.apply(1);
    }

    /** The multiply-adds of a call. */
    long multiplyAdds() {
        return samples * multiplyAddsEach;
    }

    /** What is done, and for how many samples. */
    String text() {
        return name + (samples == 1 ? ", one sample" : ", batch of " + samples);
    }
}
