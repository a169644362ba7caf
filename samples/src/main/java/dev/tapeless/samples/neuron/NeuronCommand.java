package dev.tapeless.samples.neuron;

import static dev.tapeless.samples.Numbers.text;
import static dev.tapeless.samples.Numbers.vector;

import dev.tapeless.runtime.optimizer.Sgd;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Forward, backward and one step of gradient descent, on numbers that can be checked by hand. */
@Command(
        name = "neuron",
        description = "One neuron: its output, its gradients, and one step of gradient descent.")
public final class NeuronCommand implements Callable<Integer> {
    private static final double LEARNING_RATE = 0.001;

    @Spec private CommandSpec spec;

    /** The command; it has no options. */
    public NeuronCommand() {}

    @Override
    public Integer call() {
        NeuronNetwork net = NeuronNetwork.create(42);
        net.neuron.weights().setAll(-3, -1, 2);
        net.neuron.bias().setAll(1);

        float[] input = {1, -2, 3};
        float[] output = net.forward(input).clone(); // the row itself belongs to the network

        float[] outputGradient = {1};
        float[] inputGradient = new float[3];
        net.backward(outputGradient, inputGradient);

        PrintWriter out = spec.commandLine().getOut();
        out.printf("inputs %s, weights (-3, -1, 2), bias 1\n", vector(input));
        out.printf("output                       %s\n", text(output[0]));
        out.printf("gradient of the inputs       %s\n", vector(inputGradient));
        out.printf("gradient of the weights      %s\n", vector(net.neuron.weights().gradients()));
        out.printf("gradient of the bias         %s\n", text(net.neuron.bias().gradient(0)));

        Sgd.withLearningRate(LEARNING_RATE).step(net.parameters());

        out.printf(
                "output after a step of %s %s\n", text(LEARNING_RATE), text(net.predict(input)[0]));
        return 0;
    }
}
