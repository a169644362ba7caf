package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** The first predictions of 784-128-10 in a fresh JVM. */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(15)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class FirstCalls extends Timed {

    private static final int MANY = 1000;

    /** Whether vectors may be used once they are warm. */
    @Param({"off", "auto"})
    public String vectors;

    private Model<float[]> model;
    private float[] input;
    private float[] output;

    /** For JMH. */
    public FirstCalls() {}

    /** Makes the network. */
    @Setup
    public void setUp() {
        System.setProperty(VectorSwitch.PROPERTY, vectors);
        model = Shape.DIGITS.create();
        input = Data.rows(1, Shape.DIGITS.inputs())[0];
        output = new float[Shape.DIGITS.outputs()];
    }

    /** The first call. */
    @Benchmark
    public void first() {
        model.predict(input, output);
    }

    /** The mean of the first thousand. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void thousand() {
        for (int k = 0; k < MANY; k++) {
            model.predict(input, output);
        }
    }
}
