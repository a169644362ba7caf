package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** A layer of convolutions, forward and backward, and a prediction of LeNet-5. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Images {

    /** What is done. */
    @Param({"FORWARD", "WEIGHT_GRADIENT", "GRADIENTS", "PREDICT", "PREDICT_NORMED", "LENET"})
    public ImageWork work;

    /** Who does it. */
    @Param({"PLAIN", "VECTORS"})
    public Contestant contestant;

    private Model<float[]> model;
    private float[][] inputs;
    private float[][] outputs;
    private float[][] gradients;
    private float[][] inputGradients;

    /** For JMH. */
    public Images() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        System.setProperty(VectorSwitch.PROPERTY, contestant == Contestant.VECTORS ? "on" : "off");
        model = work.load().create();
        final int samples = work.load().samples();
        inputs = Data.rows(samples, model.inputSize());
        outputs = new float[samples][model.outputSize()];
        gradients = Data.rows(samples, model.outputSize());
        inputGradients = new float[samples][model.inputSize()];
        model.forward(inputs, samples);
    }

    /** One call. */
    @Benchmark
    public float[][] call() {
        switch (work) {
            case FORWARD -> model.forward(inputs, work.load().samples());
            case WEIGHT_GRADIENT -> model.backward(gradients, work.load().samples());
            case GRADIENTS ->
                    ((Networks_ImageNetwork) model)
                            .backward(gradients, inputGradients, work.load().samples());
            case PREDICT, PREDICT_NORMED -> model.predict(inputs, outputs, work.load().samples());
            case LENET -> model.predict(inputs[0], outputs[0]);
        }
        return outputs;
    }
}
