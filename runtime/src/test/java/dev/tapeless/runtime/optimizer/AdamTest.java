package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Parameters;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class AdamTest {

    /** The paper's formulas with unbiased averages, an element at a time. */
    private static double[] reference(
            int steps, double rate, double b1, double b2, double eps, double decay, boolean ams) {
        double[] w = Quadratic.START.clone();
        for (int i = 0; i < w.length; i++) {
            double m = 0;
            double v = 0;
            double largest = 0;
            for (int t = 1; t <= steps; t++) {
                double g = Quadratic.CURVATURES[i] * w[i] + decay * w[i];
                m = b1 * m + (1 - b1) * g;
                v = b2 * v + (1 - b2) * g * g;
                largest = Math.max(largest, v);
                double unbiasedMean = m / (1 - Math.pow(b1, t));
                double unbiasedSquare = (ams ? largest : v) / (1 - Math.pow(b2, t));
                w[i] -= rate * unbiasedMean / (Math.sqrt(unbiasedSquare) + eps);
            }
        }
        return w;
    }

    private static void check(Adam optimizer, Adam same, double[] expected, int steps) {
        Parameters<double[]> doubles = Quadratic.doubles();
        Parameters<float[]> floats = Quadratic.floats();
        for (int t = 0; t < steps; t++) {
            Quadratic.backward(doubles);
            optimizer.step(doubles);
            Quadratic.backward(floats);
            same.step(floats);
        }
        assertArrayEquals(expected, Quadratic.values(doubles), 1e-12);
        assertArrayEquals(expected, Quadratic.values(floats), 1e-4);
    }

    @Test
    void defaults() {
        Adam adam = Adam.withLearningRate(0.1);
        check(
                adam,
                Adam.withLearningRate(0.1),
                reference(100, 0.1, 0.9, 0.999, 1e-8, 0, false),
                100);
        assertEquals(List.of("exp_avg", "exp_avg_sq"), new ArrayList<>(adam.state().keySet()));
    }

    @Test
    void everySetting() {
        Adam adam = Adam.withLearningRate(0.05).betas(0.8, 0.9).epsilon(0.01).weightDecay(0.3);
        check(adam, adam.epsilon(0.01), reference(60, 0.05, 0.8, 0.9, 0.01, 0.3, false), 60);
    }

    /** Gradients that shrink make the largest average differ from the last one. */
    @Test
    void amsgrad() {
        double[] expected = reference(60, 0.1, 0.7, 0.5, 1e-8, 0.1, true);
        double[] without = reference(60, 0.1, 0.7, 0.5, 1e-8, 0.1, false);
        assertTrue(Math.abs(expected[0] - without[0]) > 1e-3);
        Adam adam = Adam.withLearningRate(0.1).amsgrad(true).betas(0.7, 0.5).weightDecay(0.1);
        check(adam, adam.amsgrad(true), expected, 60);
        assertEquals(
                List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq"),
                new ArrayList<>(adam.state().keySet()));
    }

    /**
     * At the first step the corrected averages are g and g*g: the step is rate * g / (|g| +
     * epsilon). An epsilon inside the root, or corrected with it, gives another number.
     */
    @Test
    void closedFirstStepAndEpsilonOutsideTheRoot() {
        Parameters<double[]> parameters = Quadratic.doubles();
        Quadratic.backward(parameters);
        Adam.withLearningRate(0.1).epsilon(0.5).step(parameters);
        double[] values = Quadratic.values(parameters);
        for (int i = 0; i < values.length; i++) {
            double gradient = Quadratic.CURVATURES[i] * Quadratic.START[i];
            assertEquals(
                    Quadratic.START[i] - 0.1 * gradient / (Math.abs(gradient) + 0.5),
                    values[i],
                    1e-14);
        }
    }

    @Test
    void zeroGradientsChangeNothing() {
        Parameters<float[]> parameters = Quadratic.floats();
        Adam adam = Adam.withLearningRate(0.1);
        adam.step(parameters);
        adam.step(parameters);
        assertArrayEquals(Quadratic.START, Quadratic.values(parameters));
    }

    @Test
    void settingsAreChecked() {
        Adam adam = Adam.withLearningRate(1e-3f);
        assertEquals((double) 1e-3f, adam.learningRate());
        refused("beta1 is 1.0, expected at least 0 and less than 1", () -> adam.betas(1, 0.999));
        refused("beta2 is -0.1, expected at least 0 and less than 1", () -> adam.betas(0, -0.1));
        refused("epsilon is -1.0, expected a finite number of at least 0", () -> adam.epsilon(-1));
        refused(
                "weight decay is NaN, expected a finite number of at least 0",
                () -> adam.weightDecay(Double.NaN));
    }

    private static void refused(String message, org.junit.jupiter.api.function.Executable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }
}
