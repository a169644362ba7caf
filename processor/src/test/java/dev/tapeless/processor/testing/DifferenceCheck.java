package dev.tapeless.processor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;

import org.junit.jupiter.api.DynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares the gradients of a generated class in double precision with central differences. The
 * loss is a random projection of all outputs, so that no derivative can hide behind another.
 */
public final class DifferenceCheck {

    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;

    private final Model<double[]> model;
    private final double[][] inputs;
    private final double[][] directions;
    private final long seed;

    /**
     * Draws inputs and directions, and all parameters anew.
     *
     * @param model the network
     * @param batch how many samples
     * @param seed of everything that is drawn
     */
    public DifferenceCheck(Model<double[]> model, int batch, long seed) {
        this.model = model;
        this.seed = seed;
        final Random random = new Random(seed);
        for (final Parameter<double[]> parameter : model.parameters()) {
            parameter.setAll(random.doubles(parameter.size(), -0.8, 0.8).toArray());
        }
        inputs = draw(batch, model.inputSize(), random);
        directions = draw(batch, model.outputSize(), random);
    }

    private static double[][] draw(int batch, int length, Random random) {
        final double[][] rows = new double[batch][];
        for (int s = 0; s < batch; s++) {
            rows[s] = random.doubles(length, -1.5, 1.5).toArray();
        }
        return rows;
    }

    /**
     * A test for each of many networks, which are compiled together.
     *
     * @param networks the shape of the input and the fields of each
     * @return tests that fail where a gradient is no difference
     */
    public static Stream<DynamicTest> ofEach(List<List<String>> networks) {
        final List<SourceText> sources = new ArrayList<>();
        for (int k = 0; k < networks.size(); k++) {
            sources.add(
                    SourceText.of(
                            "@Network(input = {%s}, precision = Precision.DOUBLE, inputGradient = true)\n abstract class N%d { %s }"
                                    .formatted(networks.get(k).get(0), k, networks.get(k).get(1))));
        }
        final CompiledNetworks compiled = CompiledNetworks.of(sources);
        return IntStream.range(0, networks.size())
                .mapToObj(
                        k -> {
                            final String name = "test.N" + k + "Network";
                            return dynamicTest(
                                    String.join(": ", networks.get(k)),
                                    () ->
                                            assertEquals(
                                                    List.of(),
                                                    new DifferenceCheck(
                                                                    compiled.inDouble(name, 1),
                                                                    2,
                                                                    k)
                                                            .mistakes(true)));
                        });
    }

    /**
     * Uses other inputs.
     *
     * @param value gives each element from its number in a sample
     * @return this
     */
    public DifferenceCheck inputs(IntToDoubleFunction value) {
        for (int s = 0; s < inputs.length; s++) {
            for (int i = 0; i < inputs[s].length; i++) {
                inputs[s][i] = value.applyAsDouble(s * inputs[s].length + i);
            }
        }
        return this;
    }

    /**
     * Where gradients differ from differences: those of all parameters, and that of the input where
     * the network gives it.
     *
     * @param withInput whether the input has a gradient
     * @return one line for each element that is wrong
     */
    public List<String> mistakes(boolean withInput) {
        final List<String> mistakes = new ArrayList<>();
        model.parameters().zeroGradients();
        loss();
        final double[][] inputGradients = new double[inputs.length][model.inputSize()];
        if (withInput) {
            backwardWithInput(inputGradients);
        } else {
            model.backward(directions, inputs.length);
        }
        for (final Parameter<double[]> parameter : model.parameters()) {
            final double[] gradients = parameter.gradients();
            final double[] values = parameter.values();
            for (int k = 0; k < values.length; k++) {
                final double centre = values[k];
                values[k] = centre + STEP;
                parameter.setAll(values);
                final double above = loss();
                values[k] = centre - STEP;
                parameter.setAll(values);
                final double below = loss();
                values[k] = centre;
                parameter.setAll(values);
                compare(parameter.name(), k, gradients[k], above, below, mistakes);
            }
        }
        for (int s = 0; s < inputs.length && withInput; s++) {
            for (int k = 0; k < inputs[s].length; k++) {
                final double centre = inputs[s][k];
                inputs[s][k] = centre + STEP;
                final double above = loss();
                inputs[s][k] = centre - STEP;
                final double below = loss();
                inputs[s][k] = centre;
                compare("input " + s, k, inputGradients[s][k], above, below, mistakes);
            }
        }
        return mistakes;
    }

    private static void compare(
            String name,
            int element,
            double gradient,
            double above,
            double below,
            List<String> mistakes) {
        final double difference = (above - below) / (2 * STEP);
        if (!(Math.abs(gradient - difference) <= TOLERANCE * Math.max(1, Math.abs(difference)))) {
            mistakes.add(
                    String.format(
                            Locale.ROOT,
                            "dL/d%s[%d] is %.9g, differences say %.9g",
                            name,
                            element,
                            gradient,
                            difference));
        }
    }

    private double loss() {
        // The same noise at every step.
        model.random().set(seed, 0);
        final double[][] outputs = model.forward(inputs, inputs.length);
        double loss = 0;
        for (int s = 0; s < inputs.length; s++) {
            for (int k = 0; k < directions[s].length; k++) {
                loss += directions[s][k] * outputs[s][k];
            }
        }
        return loss;
    }

    private void backwardWithInput(double[][] inputGradients) {
        try {
            final var method =
                    model.getClass()
                            .getDeclaredMethod(
                                    "backward", double[][].class, double[][].class, int.class);
            method.setAccessible(true);
            method.invoke(model, directions, inputGradients, inputs.length);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
