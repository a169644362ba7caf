package dev.tapeless.processor.generated;

import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.runtime.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Central differences of what a compiled network computes, compared with its own gradients. */
final class Differences {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-7;

    /** One-sided differences that are this far apart have a kink between them. */
    private static final double KINK = 1e-3;

    private final RunningNetwork<?> network;
    private final ToDoubleFunction<double[][]> loss;
    private final double[][] inputs;
    private final long step;
    private final List<String> mistakes = new ArrayList<>();
    private int checked;
    private int kinks;

    /**
     * Differences of a loss.
     *
     * @param network the network
     * @param loss the loss as a function of the outputs
     * @param inputs the samples
     */
    Differences(RunningNetwork<?> network, ToDoubleFunction<double[][]> loss, double[][] inputs) {
        this.network = network;
        this.loss = loss;
        this.inputs = inputs;
        this.step = network.model().random().step();
    }

    /**
     * Compares all gradients.
     *
     * @param outputGradients the gradients of the loss with respect to the outputs
     */
    void check(double[][] outputGradients) {
        network.parameters().zeroGradients();
        value();
        final double[][] inputGradients = network.backwardToInput(outputGradients);
        for (final Parameter<?> parameter : network.parameters()) {
            final double[] gradients = parameter.gradients();
            final double[] values = parameter.values();
            for (int k = 0; k < values.length; k++) {
                compare(
                        "dL/d" + parameter.name() + "[" + k + "]",
                        gradients[k],
                        values,
                        k,
                        () -> {
                            parameter.setAll(values);
                            return value();
                        });
            }
            parameter.setAll(values);
        }
        for (int s = 0; s < inputs.length; s++) {
            for (int k = 0; k < inputs[s].length; k++) {
                compare(
                        "dL/dinput[" + s + "][" + k + "]",
                        inputGradients[s][k],
                        inputs[s],
                        k,
                        this::value);
            }
        }
    }

    /** The loss of a training pass; each draws the same noise. */
    private double value() {
        final var noise = network.model().random();
        noise.set(noise.seed(), step);
        return loss.applyAsDouble(network.forward(inputs));
    }

    private void compare(
            String what, double gradient, double[] values, int k, DoubleSupplier lossOfValues) {
        final double centre = values[k];
        final double here = lossOfValues.getAsDouble();
        values[k] = centre + STEP;
        final double above = lossOfValues.getAsDouble();
        values[k] = centre - STEP;
        final double below = lossOfValues.getAsDouble();
        values[k] = centre;
        if (Math.abs(above - 2 * here + below) / STEP > KINK) {
            kinks++;
            return;
        }
        checked++;
        final double difference = (above - below) / (2 * STEP);
        if (!(Math.abs(gradient - difference) <= TOLERANCE * Math.max(1, Math.abs(difference)))) {
            mistakes.add(what + " is " + gradient + ", differences say " + difference);
        }
    }

    List<String> mistakes() {
        return mistakes;
    }

    /** How many gradients were compared. */
    int checked() {
        return checked;
    }

    /** How many were not, because a kink is too near. */
    int kinks() {
        return kinks;
    }
}
