package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Recurrence and attention. */
public class Sequences extends Timed {

    /** What is done. */
    @Param({"GRU_PREDICT", "GRU_GRADIENTS", "ATTENTION_GRADIENTS"})
    public SequenceWork work;

    /** Who does it. */
    @Param({"PLAIN", "VECTORS"})
    public Contestant contestant;

    private Model<float[]> model;
    private float[][] inputs;
    private float[][] outputs;
    private float[][] gradients;

    /** For JMH. */
    public Sequences() {}

    /** Makes the network and its samples. */
    @Setup
    public void setUp() {
        contestant.select();
        model = work.create();
        inputs = Data.rows(work.samples(), model.inputSize());
        outputs = new float[work.samples()][model.outputSize()];
        gradients = Data.rows(work.samples(), model.outputSize());
    }

    /** One call. */
    @Benchmark
    public float[][] call() {
        if (work == SequenceWork.GRU_PREDICT) {
            model.predict(inputs, outputs, work.samples());
        } else {
            model.forward(inputs, work.samples());
            model.backward(gradients, work.samples());
        }
        return outputs;
    }
}
