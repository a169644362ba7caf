package dev.tapeless.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Predictions: of one sample, or of a batch. */
public class Prediction extends Timed {

    /** The network, and the samples of a call. */
    @Param({"TINY*1", "SPIRAL*1", "TABLE*1", "DIGITS*1", "LARGE*1", "DIGITS*64", "LARGE*64"})
    public String batch;

    /** Who predicts. */
    @Param({"TEXTBOOK", "ROWS", "PLAIN", "VECTORS"})
    public Contestant predictor;

    private Contestant.Network network;

    /** For JMH. */
    public Prediction() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        predictor.select();
        Agreement.ofPrediction(Batch.of(batch), predictor);
        network = Batch.of(batch).load(predictor);
    }

    /** One call. */
    @Benchmark
    public void predict() {
        network.predict();
    }
}
