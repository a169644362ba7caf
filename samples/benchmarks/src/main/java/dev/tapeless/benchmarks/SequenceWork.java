package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import java.util.function.LongFunction;

/** What is measured of layers over sequences. Their names are values of a JMH parameter. */
public enum SequenceWork {
    /** Predictions of 64 gated recurrent units over 64 elements of 32 features. */
    GRU_PREDICT(
            "GRU(64) over 64x32, predict", 32, 64 * 96 * 192, Networks_RecurrentNetwork::create),
    /** Their predictions and gradients, but for that of the input. */
    GRU_GRADIENTS(
            "GRU(64) over 64x32, forward and backward",
            32,
            64 * (2 * 96 + 64) * 192,
            Networks_RecurrentNetwork::create),
    /** Causal attention of 4 heads over 64 positions of 64 features, forward and backward. */
    ATTENTION_GRADIENTS(
            "attention over 64x64, 4 heads, causal, forward and backward",
            16,
            15 * 64 * 64 * 64,
            Networks_AttentiveNetwork::create);

    private final String text;
    private final int samples;
    private final long multiplyAdds;
    private final LongFunction<Model<float[]>> network;

    SequenceWork(
            String text, int samples, long multiplyAdds, LongFunction<Model<float[]>> network) {
        this.text = text;
        this.samples = samples;
        this.multiplyAdds = multiplyAdds;
        this.network = network;
    }

    /** A generated network with parameters that are always the same. */
    Model<float[]> create() {
        return network.apply(1);
    }

    int samples() {
        return samples;
    }

    /** The multiply-adds of a call, those that a mask hides among them. */
    long multiplyAdds() {
        return samples * multiplyAdds;
    }

    /** What is done, and for how many samples. */
    String text() {
        return text + ", batch of " + samples;
    }
}
