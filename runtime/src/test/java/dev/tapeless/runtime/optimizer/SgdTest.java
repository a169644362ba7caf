package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Parameters;

import org.junit.jupiter.api.Test;

import java.util.Set;

class SgdTest {

    /** The formulas once more, an element at a time, as PyTorch's documentation writes them. */
    private static double[] reference(
            int steps, double rate, double momentum, double dampening, double decay, boolean nest) {
        double[] w = Quadratic.START.clone();
        for (int i = 0; i < w.length; i++) {
            double buffer = Double.NaN;
            for (int t = 1; t <= steps; t++) {
                double g = Quadratic.CURVATURES[i] * w[i];
                g = g + decay * w[i];
                if (momentum != 0) {
                    buffer = t > 1 ? momentum * buffer + (1 - dampening) * g : g;
                    g = nest ? g + momentum * buffer : buffer;
                }
                w[i] = w[i] - rate * g;
            }
        }
        return w;
    }

    private static void check(Sgd optimizer, Sgd same, double[] expected, int steps) {
        Parameters<double[]> doubles = Quadratic.doubles();
        Parameters<float[]> floats = Quadratic.floats();
        for (int t = 0; t < steps; t++) {
            Quadratic.backward(doubles);
            optimizer.step(doubles);
            Quadratic.backward(floats);
            same.step(floats);
        }
        assertArrayEquals(expected, Quadratic.values(doubles), 1e-13);
        assertArrayEquals(expected, Quadratic.values(floats), 1e-5);
    }

    @Test
    void plain() {
        // w (1 - rate c)^t in closed form
        double[] closed = Quadratic.START.clone();
        for (int i = 0; i < closed.length; i++) {
            closed[i] *= Math.pow(1 - 0.05 * Quadratic.CURVATURES[i], 20);
        }
        Sgd sgd = Sgd.withLearningRate(0.05);
        check(sgd, Sgd.withLearningRate(0.05), closed, 20);
        assertEquals(Set.of(), sgd.state().keySet());
        assertEquals(20, sgd.steps());
    }

    @Test
    void weightDecayAddsToTheGradient() {
        Sgd sgd = Sgd.withLearningRate(0.05).weightDecay(0.2);
        check(sgd, sgd.weightDecay(0.2), reference(20, 0.05, 0, 0, 0.2, false), 20);
    }

    @Test
    void momentum() {
        Sgd sgd = Sgd.withLearningRate(0.02).momentum(0.9);
        check(sgd, sgd.momentum(0.9), reference(20, 0.02, 0.9, 0, 0, false), 20);
        assertEquals(Set.of("momentum_buffer"), sgd.state().keySet());
    }

    @Test
    void dampeningSparesTheFirstStep() {
        Sgd sgd = Sgd.withLearningRate(0.02).momentum(0.9).dampening(0.3);
        double[] first = reference(1, 0.02, 0, 0, 0, false);
        check(sgd, sgd.dampening(0.3), first, 1);
        Sgd again = sgd.dampening(0.3).weightDecay(0.1);
        check(again, again.weightDecay(0.1), reference(20, 0.02, 0.9, 0.3, 0.1, false), 20);
    }

    @Test
    void nesterov() {
        Sgd sgd = Sgd.withLearningRate(0.01).nesterov(true).momentum(0.8).weightDecay(0.1);
        check(sgd, sgd.nesterov(true), reference(20, 0.01, 0.8, 0, 0.1, true), 20);
    }

    @Test
    void closedFirstTwoStepsOfMomentum() {
        Parameters<double[]> parameters = Quadratic.doubles();
        Sgd sgd = Sgd.withLearningRate(0.1).momentum(0.5);
        Quadratic.backward(parameters);
        sgd.step(parameters);
        // w = 1, c = 1: b = 1, w = 0.9
        assertEquals(0.9, parameters.get(0).get(0, 0), 1e-15);
        Quadratic.backward(parameters);
        sgd.step(parameters);
        // b = 0.5 + 0.9 = 1.4, w = 0.9 - 0.14
        assertEquals(0.76, parameters.get(0).get(0, 0), 1e-15);
        assertEquals(1.4, sgd.state().get("momentum_buffer").get(0).get(0, 0), 1e-15);
    }

    @Test
    void nesterovNeedsPlainMomentum() {
        String rule =
                "Nesterov momentum needs a momentum above 0 and a dampening of 0; found momentum ";
        Parameters<double[]> parameters = Quadratic.doubles();
        assertEquals(
                rule + "0.0 and dampening 0.0",
                assertThrows(
                                IllegalStateException.class,
                                () -> Sgd.withLearningRate(1).nesterov(true).step(parameters))
                        .getMessage());
        assertTrue(
                assertThrows(
                                IllegalStateException.class,
                                () ->
                                        Sgd.withLearningRate(1)
                                                .momentum(0.9)
                                                .dampening(0.1)
                                                .nesterov(true)
                                                .prepare(parameters))
                        .getMessage()
                        .startsWith(rule + "0.9 and dampening 0.1"));
    }

    @Test
    void settingsAreChecked() {
        refused("learning rate is -0.1, expected", () -> Sgd.withLearningRate(-0.1));
        refused("learning rate is NaN, expected", () -> Sgd.withLearningRate(Double.NaN));
        Sgd sgd = Sgd.withLearningRate(0.1);
        refused("momentum is -1.0, expected", () -> sgd.momentum(-1));
        refused("weight decay is Infinity, expected", () -> sgd.weightDecay(1 / 0.0));
        refused("dampening is NaN, expected", () -> sgd.dampening(Double.NaN));
    }

    private static void refused(String start, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.startsWith(start), message);
    }
}
