package dev.tapeless.samples.layer;

import static dev.tapeless.samples.Numbers.matrix;
import static dev.tapeless.samples.Numbers.vector;

import dev.tapeless.runtime.Parameter;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** The gradients of a layer of three neurons, for one sample and for a batch. */
@Command(
        name = "layer",
        description = "Three neurons of four inputs: gradients of one sample and of a batch.")
public final class LayerCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    /** The command; it has no options. */
    public LayerCommand() {}

    @Override
    public Integer call() {
        ThreeNeuronsNetwork net = ThreeNeuronsNetwork.create(42);
        net.neurons
                .weights()
                .setAll( // a row for each neuron
                        0.2, 0.8, -0.5, 1, 0.5, -0.91, 0.26, -0.5, -0.26, -0.27, 0.17, 0.87);

        float[][] inputs = {{1, 2, 3, 2.5f}, {2, 5, -1, 2}, {-1.5f, 2.7f, 3.3f, -0.8f}};

        // One sample: the gradient of the inputs is the sum of the neurons' weights here.
        float[] inputGradient = new float[4];
        net.forward(inputs[0]);
        net.backward(new float[] {1, 1, 1}, inputGradient);

        PrintWriter out = spec.commandLine().getOut();
        out.printf("one sample, upstream gradient (1, 1, 1)\n");
        out.printf("gradient of the inputs: %s\n\n", vector(inputGradient));

        // A batch: every sample has an input gradient of its own; those of the parameters add up.
        float[][] outputGradients = {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
        float[][] inputGradients = new float[3][4];
        net.parameters().zeroGradients();
        net.forward(inputs, 3);
        net.backward(outputGradients, inputGradients, 3);

        out.printf("a batch of three, upstream gradients (1, 1, 1), (2, 2, 2), (3, 3, 3)\n");
        out.printf("gradient of the inputs, a row for each sample:\n%s", matrix(inputGradients));
        out.printf(
                "gradient of the weights, a row for each input:\n%s",
                matrix(rowsByInput(net.neurons.weights())));
        out.printf("gradient of the biases: %s\n", vector(net.neurons.bias().gradients()));
        return 0;
    }

    /** A weight is {@code [units, inputs]}; this is its gradient the other way round. */
    private static double[][] rowsByInput(Parameter<?> weight) {
        int units = weight.shape()[0];
        int inputs = weight.shape()[1];
        double[][] rows = new double[inputs][units];
        for (int i = 0; i < inputs; i++) {
            for (int u = 0; u < units; u++) {
                rows[i][u] = weight.gradient(u, i);
            }
        }
        return rows;
    }
}
