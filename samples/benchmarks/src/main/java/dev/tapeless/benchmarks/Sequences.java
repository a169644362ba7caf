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
        model = work.load().create();
        inputs = Data.rows(work.load().samples(), model.inputSize());
        outputs = new float[work.load().samples()][model.outputSize()];
        gradients = Data.rows(work.load().samples(), model.outputSize());
    }

    /** One call. */
    @Benchmark
    public float[][] call() {
        if (work == SequenceWork.GRU_PREDICT) {
            model.predict(inputs, outputs, work.load().samples());
        } else {
            model.forward(inputs, work.load().samples());
            model.backward(gradients, work.load().samples());
        }
        return outputs;
    }
}
