package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Large batches in vectors, by one thread and by two. */
public class TwoThreads extends Timed {

    /** The network, and the samples of a call. */
    @Param({"LARGE*512"})
    public String batch;

    /** How many threads share the work. */
    @Param({"1", "2"})
    public int threads;

    private ExecutorService pool;
    private Contestant.Trainable network;

    /** For JMH. */
    public TwoThreads() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        System.setProperty(VectorSwitch.PROPERTY, "on");
        pool = Executors.newFixedThreadPool(1);
        final Batch one = Batch.of(batch);
        network =
                new Generated(one.shape().sizes(), one.shape().create(), Workers.of(pool, threads));
        network.load(
                Data.rows(one.samples(), one.shape().inputs()),
                Data.classes(one.samples(), one.shape().outputs()));
    }

    /** Ends the second thread. */
    @TearDown
    public void tearDown() {
        pool.shutdownNow();
    }

    /** One training step: forward, softmax and cross-entropy, backward, Adam. */
    @Benchmark
    public void step() {
        network.step();
    }

    /** One prediction. */
    @Benchmark
    public void predict() {
        network.predict();
    }
}
