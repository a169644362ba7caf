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

/** Predictions: of one sample, or of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Prediction {

    /** The network. */
    @Param({"TINY", "SPIRAL", "TABLE", "DIGITS", "LARGE"})
    public Shape shape;

    /** Who predicts. */
    @Param({"TEXTBOOK", "ROWS", "PLAIN", "VECTORS"})
    public Contestant contestant;

    /** The samples of a call. */
    @Param({"1", "64"})
    public int samples;

    private Contestant.Network network;
    private float[][] inputs;
    private float[][] outputs;

    /** For JMH. */
    public Prediction() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        final int[] sizes = shape.sizes();
        network = contestant.create(shape);
        Data.check(shape, contestant, network);
        inputs = Data.rows(samples, sizes[0]);
        outputs = new float[samples][sizes[sizes.length - 1]];
    }

    /** One call. */
    @Benchmark
    public float[][] predict() {
        if (samples == 1) {
            network.predict(inputs[0], outputs[0]);
        } else {
            network.predict(inputs, outputs, samples);
        }
        return outputs;
    }
}
