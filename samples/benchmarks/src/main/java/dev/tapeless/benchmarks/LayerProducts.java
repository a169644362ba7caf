package dev.tapeless.benchmarks;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.support.VectorSwitch;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The products of one dense layer, with its bias, for a batch of 128. */
public class LayerProducts extends Timed {

    /** The samples of a batch. */
    static final int SAMPLES = 128;

    /** The layer: inputs and units. */
    @Param({"784x128", "512x512"})
    public String layer;

    /** The kernels. */
    @Param({"off", "on"})
    public String vectors;

    private Model<float[]> first;
    private Model<float[]> withInput;
    private Backward both;
    private float[][] inputs;
    private float[][] outputGradients;
    private float[][] inputGradients;

    /** For JMH. */
    public LayerProducts() {}

    /** The backward pass of a network that computes the gradient of its input. */
    private interface Backward {
        void run(float[][] outputGradients, float[][] inputGradients, int count);
    }

    /** The multiply-adds of a product. */
    static long multiplyAdds(String layer) {
        final int x = layer.indexOf('x');
        return (long) SAMPLES
                * Integer.parseInt(layer.substring(0, x))
                * Integer.parseInt(layer.substring(x + 1));
    }

    /** Makes the layers. */
    @Setup
    public void setUp() {
        System.setProperty(VectorSwitch.PROPERTY, vectors);
        if (layer.equals("512x512")) {
            first = Networks_SquareNetwork.create(1);
            final Networks_SquareBothNetwork network = Networks_SquareBothNetwork.create(1);
            both = network::backward;
            withInput = network;
        } else {
            first = Networks_FirstNetwork.create(1);
            final Networks_FirstBothNetwork network = Networks_FirstBothNetwork.create(1);
            both = network::backward;
            withInput = network;
        }
        inputs = Data.rows(SAMPLES, first.inputSize());
        outputGradients = Data.rows(SAMPLES, first.outputSize());
        inputGradients = new float[SAMPLES][first.inputSize()];
        first.forward(inputs, SAMPLES);
        withInput.forward(inputs, SAMPLES);
    }

    /** The outputs. */
    @Benchmark
    public float[][] forward() {
        return first.forward(inputs, SAMPLES);
    }

    /** The gradients of the weights and of the bias. */
    @Benchmark
    public void weightGradient() {
        first.backward(outputGradients, SAMPLES);
    }

    /** These and the gradient of the input. */
    @Benchmark
    public void bothGradients() {
        both.run(outputGradients, inputGradients, SAMPLES);
    }
}
