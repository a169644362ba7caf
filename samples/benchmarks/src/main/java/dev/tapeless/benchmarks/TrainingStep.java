package dev.tapeless.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Training steps: forward, softmax and cross-entropy, backward, Adam. */
public class TrainingStep extends Timed {

    /** The network, and the samples of a step. */
    @Param({"DIGITS*32", "DIGITS*128", "LARGE*128"})
    public String batch;

    /** Who trains. */
    @Param({"TEXTBOOK", "ROWS", "PLAIN", "VECTORS"})
    public Contestant trainer;

    private Contestant.Trainable network;

    /** For JMH. */
    public TrainingStep() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        trainer.select();
        Agreement.ofStep(Batch.of(batch), trainer);
        network = Batch.of(batch).loadTrainable(trainer);
    }

    /** One step. */
    @Benchmark
    public void step() {
        network.step();
    }
}
