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

    private final Workload load;

    SequenceWork(
            String name, int samples, long multiplyAdds, LongFunction<Model<float[]>> network) {
        load = new Workload(name, samples, multiplyAdds, network);
    }

    /** What a call is. */
    Workload load() {
        return load;
    }
}
