package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The hand-written model of the other tests is right, or they would mean nothing. */
class ModelTest {
    private final TanhNetwork network = new TanhNetwork(3, 4, 2, 1);
    private final float[][] inputs = {{0.5f, -1, 2}, {1, 0.25f, -0.75f}};

    @Test
    void predictionsAgree() {
        float[][] batch = new float[2][2];
        network.predict(inputs, batch);
        float[][] outputs = network.forward(inputs, 2);
        for (int i = 0; i < 2; i++) {
            assertArrayEquals(batch[i], network.predict(inputs[i]));
            assertArrayEquals(batch[i], outputs[i]);
        }
        assertEquals(1, network.random().step());
    }

    @Test
    void gradientsAgreeWithDifferences() {
        float[][] upstream = {{1, -2}, {0.5f, 3}};
        network.forward(inputs, 2);
        network.backward(upstream, 2);
        for (Parameter<float[]> parameter : network.parameters()) {
            double[] values = parameter.values();
            double[] gradients = parameter.gradients();
            for (int k = 0; k < values.length; k++) {
                double[] moved = values.clone();
                moved[k] += 1e-2;
                parameter.setAll(moved);
                double above = weighted(upstream);
                moved[k] -= 2e-2;
                parameter.setAll(moved);
                double below = weighted(upstream);
                parameter.setAll(values);
                assertEquals((above - below) / 2e-2, gradients[k], 2e-3);
            }
        }
    }

    private double weighted(float[][] upstream) {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            float[] output = network.predict(inputs[i]);
            sum += upstream[i][0] * output[0] + upstream[i][1] * output[1];
        }
        return sum;
    }

    @Test
    void backwardNeedsForward() {
        assertThrows(IllegalStateException.class, () -> network.backward(new float[1][2], 1));
    }

    @Test
    void summaryAddsUp() {
        assertEquals(
                String.join(
                        "\n",
                        "TanhNetwork: input [3], float",
                        "layer   operations  output  parameters  multiply-adds",
                        "hidden  Dense Tanh  [4]             16             12",
                        "out     Dense       [2]             10              8",
                        "total                               26             20",
                        ""),
                network.summary());
        assertEquals(26, network.parameters().elementCount());
    }
}
