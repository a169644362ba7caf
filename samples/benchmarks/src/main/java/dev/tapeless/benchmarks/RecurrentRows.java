package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

import java.util.Arrays;

/**
 * Gated recurrent units by hand: products over separate rows that share an index, which HotSpot
 * vectorises, and the functions of {@link Math}.
 */
public class RecurrentRows extends Timed {

    private static final SequenceWork WORK = SequenceWork.GRU_PREDICT;

    private float[][] inputWeight;
    private float[][] stateWeight;
    private float[] inputBias;
    private float[] stateBias;
    private float[][] inputs;
    private float[][] elements;
    private float[][] states;
    private float[][] fromInput;
    private float[][] fromState;
    private Rows rows;

    /** For JMH. */
    public RecurrentRows() {}

    /** Takes the parameters of the generated network, and compares the predictions. */
    @Setup
    public void setUp() {
        final Model<float[]> model = WORK.load().create();
        final int units = model.outputSize();
        inputWeight = weight(model, 0);
        stateWeight = weight(model, 1);
        inputBias = floats(model.parameters().get(2).values());
        stateBias = floats(model.parameters().get(3).values());
        final int samples = WORK.load().samples();
        inputs = Data.rows(samples, model.inputSize());
        elements = new float[samples][inputWeight.length];
        states = new float[samples][units];
        fromInput = new float[samples][3 * units];
        fromState = new float[samples][3 * units];
        rows = new Rows(new Layers(new int[0], new float[0][][], new float[0][]));
        final float[][] expected = new float[samples][units];
        model.predict(inputs, expected, samples);
        Agreement.ofRows("GRU by hand", expected, predict());
    }

    /** From {@code [units][inputs]} to a row for each input. */
    private static float[][] weight(Model<float[]> model, int parameter) {
        final int[] shape = model.parameters().get(parameter).shape();
        final double[] values = model.parameters().get(parameter).values();
        final float[][] weight = new float[shape[1]][shape[0]];
        for (int u = 0; u < shape[0]; u++) {
            for (int i = 0; i < shape[1]; i++) {
                weight[i][u] = (float) values[u * shape[1] + i];
            }
        }
        return weight;
    }

    private static float[] floats(double[] values) {
        final float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** All positions of all samples. */
    @Benchmark
    public float[][] predict() {
        final int count = inputs.length;
        final int features = inputWeight.length;
        for (final float[] state : states) {
            Arrays.fill(state, 0);
        }
        for (int t = 0; t < inputs[0].length / features; t++) {
            for (int s = 0; s < count; s++) {
                System.arraycopy(inputs[s], t * features, elements[s], 0, features);
            }
            rows.product(elements, inputWeight, inputBias, fromInput, count, false);
            rows.product(states, stateWeight, stateBias, fromState, count, false);
            for (int s = 0; s < count; s++) {
                next(fromInput[s], fromState[s], states[s]);
            }
        }
        return states;
    }

    private static void next(float[] x, float[] h, float[] state) {
        final int units = state.length;
        for (int u = 0; u < units; u++) {
            final float reset = sigmoid(x[u] + h[u]);
            final float update = sigmoid(x[units + u] + h[units + u]);
            final float fresh = (float) Math.tanh(x[2 * units + u] + reset * h[2 * units + u]);
            state[u] = (1 - update) * fresh + update * state[u];
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
