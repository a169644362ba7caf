package dev.tapeless.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import org.junit.jupiter.api.Test;

import java.util.List;

class GradientTransformsTest {
    private final Parameters<double[]> doubles = Quadratic.doubles();
    private final Parameters<float[]> floats = Quadratic.floats();

    private static double[] gradients(Parameters<?> parameters) {
        double[] all = new double[8];
        int k = 0;
        for (Parameter<?> parameter : parameters) {
            for (double gradient : parameter.gradients()) {
                all[k++] = gradient;
            }
        }
        return all;
    }

    private double[] gradientsOfStart() {
        Quadratic.backward(doubles);
        Quadratic.backward(floats);
        return gradients(doubles);
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    @Test
    void normIsThatOfAllParametersTogether() {
        double[] before = gradientsOfStart();
        double norm = norm(before);
        assertEquals(norm, GradientNorm.of(doubles), 1e-12);
        ClipNorm clip = ClipNorm.to(2);
        assertTrue(Double.isNaN(clip.lastNorm()));
        clip.apply(doubles);
        assertEquals(norm, clip.lastNorm(), 1e-12);
        double[] after = gradients(doubles);
        for (int i = 0; i < after.length; i++) {
            assertEquals(before[i] * 2 / (norm + 1e-6), after[i], 1e-14);
        }
        ClipNorm.to(2).apply(floats);
        assertArrayEquals(after, gradients(floats), 1e-5);
    }

    @Test
    void smallGradientsAreLeftAlone() {
        double[] before = gradientsOfStart();
        ClipNorm.to(1000).apply(doubles);
        ClipValue.to(1000).apply(doubles);
        assertArrayEquals(before, gradients(doubles));
    }

    /** Blocks longer than the lanes, with a rest, and of an exactly known norm. */
    @Test
    void normOfLongBlocks() {
        for (int length : new int[] {1, 7, 8, 9, 100}) {
            float[][] gradients = new float[1][length];
            for (int i = 0; i < length; i++) {
                gradients[0][i] = i + 1;
            }
            Parameters<float[]> parameters =
                    Parameters.of(
                            Parameter.ofFloats(
                                    "p",
                                    new int[] {length},
                                    new int[] {0},
                                    new float[1][length],
                                    gradients));
            double squares = length * (length + 1.0) * (2 * length + 1) / 6;
            assertEquals(Math.sqrt(squares), GradientNorm.of(parameters));
        }
    }

    @Test
    void gradientsThatAreNotFiniteAreRefused() {
        gradientsOfStart();
        doubles.get(1).gradientBlocks()[0][1] = Double.NaN;
        double[] before = gradients(doubles);
        assertEquals(
                "the norm of the gradients is NaN, expected a finite number (a lower learning rate"
                        + " or scaled inputs often help)",
                assertThrows(ArithmeticException.class, () -> ClipNorm.to(1).apply(doubles))
                        .getMessage());
        assertArrayEquals(before, gradients(doubles));
    }

    @Test
    void valuesAreClippedOnBothSides() {
        double[] before = gradientsOfStart();
        ClipValue.to(1.5).apply(doubles);
        ClipValue.to(1.5).apply(floats);
        double[] expected = new double[8];
        for (int i = 0; i < 8; i++) {
            expected[i] = Math.max(-1.5, Math.min(1.5, before[i]));
        }
        assertArrayEquals(expected, gradients(doubles));
        assertArrayEquals(expected, gradients(floats), 1e-6);
    }

    @Test
    void penaltiesAreDerivativesOfTheirValues() {
        for (Penalty penalty : List.of(Penalty.l1(0.3), Penalty.l2(0.3))) {
            doubles.zeroGradients();
            floats.zeroGradients();
            penalty.apply(doubles);
            for (int i = 0; i < 2; i++) {
                double w = doubles.get(1).get(i);
                doubles.get(1).set(w + 1e-6, i);
                double above = penalty.value(doubles);
                doubles.get(1).set(w - 1e-6, i);
                double below = penalty.value(doubles);
                doubles.get(1).set(w, i);
                assertEquals((above - below) / 2e-6, doubles.get(1).gradient(i), 1e-8);
            }
            penalty.on("a").apply(floats);
            assertArrayEquals(gradients(doubles), gradients(floats), 1e-6);
        }
        Parameters<double[]> zero = Quadratic.doubles();
        Quadratic.setValues(zero, new double[8]);
        Penalty.l1(1).apply(zero);
        assertArrayEquals(new double[8], gradients(zero));
    }

    /** L2 is what the optimizer's own weight decay does. */
    @Test
    void penaltyOfALayerAddsToItsGradientsOnly() {
        double[] before = gradientsOfStart();
        Penalty.l2(0.5).on("a.bias").apply(doubles);
        double[] after = gradients(doubles);
        for (int i = 0; i < 8; i++) {
            double expected = i < 6 ? before[i] : before[i] + 0.5 * Quadratic.START[i];
            assertEquals(expected, after[i]);
        }
        Penalty.l2(0.5).where(p -> p.name().endsWith("weight")).apply(doubles);
        assertEquals(before[0] + 0.5 * Quadratic.START[0], gradients(doubles)[0]);
        assertEquals(
                "no layer or parameter is called \"b\"; there are [a.weight [2, 3], a.bias [2]]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Penalty.l2(0.5).on("b").apply(doubles))
                        .getMessage());
    }

    @Test
    void allocateNothing() {
        for (GradientTransform transform :
                List.of(ClipNorm.to(0.5), ClipValue.to(0.1), Penalty.l1(0.1), Penalty.l2(0.1))) {
            gradientsOfStart();
            assertEquals(0, Allocation.ofRound(50, () -> transform.apply(floats)));
        }
    }

    @Test
    void limitsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ClipNorm.to(0));
        assertThrows(IllegalArgumentException.class, () -> ClipNorm.to(Double.NaN));
        assertEquals(
                "value limit is -1.0, expected a finite number above 0",
                assertThrows(IllegalArgumentException.class, () -> ClipValue.to(-1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Penalty.l1(-1));
        assertThrows(IllegalArgumentException.class, () -> Penalty.l2(Double.POSITIVE_INFINITY));
    }
}
