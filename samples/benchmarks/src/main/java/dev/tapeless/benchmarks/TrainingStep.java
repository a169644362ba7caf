package dev.tapeless.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** Training steps: forward, softmax and cross-entropy, backward, Adam. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TrainingStep {

    /** The network. */
    @Param({"DIGITS", "LARGE"})
    public Shape shape;

    /** Who trains. */
    @Param({"TEXTBOOK", "ROWS", "PLAIN", "VECTORS"})
    public Contestant contestant;

    /** The samples of a step. */
    @Param({"32", "128"})
    public int samples;

    private Contestant.Network network;
    private float[][] inputs;
    private float[][] targets;

    /** For JMH. */
    public TrainingStep() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        final int[] sizes = shape.sizes();
        network = contestant.create(shape);
        Data.check(shape, contestant, network);
        inputs = Data.rows(samples, sizes[0]);
        targets = Data.classes(samples, sizes[sizes.length - 1]);
    }

    /** One step. */
    @Benchmark
    public void step() {
        network.step(inputs, targets, samples);
    }
}
