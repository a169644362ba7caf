package dev.tapeless.processor.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.io.SafeTensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The statistics of a batch, and those that are kept. */
class BatchNormTest {

    private static final CompiledNetworks NETWORKS =
            CompiledNetworks.of(
                    SourceText.of(
                            "@Network(input = 2, precision = Precision.DOUBLE) abstract class Plain"
                                    + " { @BatchNorm Layer a; }"),
                    SourceText.of(
                            "@Network(input = {2, 2}, precision = Precision.DOUBLE) abstract class"
                                + " Places { @BatchNorm(momentum = 0.5, affine = false) Layer a;"
                                + " }"));

    private static Model<double[]> network(String name) {
        return NETWORKS.inDouble("test." + name + "Network", 1);
    }

    @Test
    void trainingUsesTheBatch() {
        final Model<double[]> model = network("Plain");
        final double[][] outputs = model.forward(new double[][] {{1, 10}, {3, 30}}, 2);
        final double first = 1 / Math.sqrt(1 + 1e-5);
        final double second = 10 / Math.sqrt(100 + 1e-5);
        assertArrayEquals(new double[] {-first, -second}, outputs[0], 1e-15);
        assertArrayEquals(new double[] {first, second}, outputs[1], 1e-15);
        assertArrayEquals(
                new double[] {0.2, 2}, model.buffers().get("a.running_mean").values(), 1e-15);
        // The variance of the batch, divided by n - 1, is 2 and 200.
        assertArrayEquals(
                new double[] {0.9 + 0.2, 0.9 + 20},
                model.buffers().get("a.running_var").values(),
                1e-14);
    }

    @Test
    void predictionUsesWhatWasKept() {
        final Model<double[]> model = network("Plain");
        assertArrayEquals(
                new double[] {5 / Math.sqrt(1 + 1e-5), -5 / Math.sqrt(1 + 1e-5)},
                model.predict(new double[] {5, -5}),
                1e-14);
        model.buffers().get("a.running_mean").setAll(1, 2);
        model.buffers().get("a.running_var").setAll(4, 9);
        model.parameters().get("a.weight").setAll(3, 5);
        model.parameters().get("a.bias").setAll(0.5, 0.25);
        assertArrayEquals(
                new double[] {
                    (5 - 1) / Math.sqrt(4 + 1e-5) * 3 + 0.5,
                    (-5 - 2) / Math.sqrt(9 + 1e-5) * 5 + 0.25
                },
                model.predict(new double[] {5, -5}),
                1e-13);
    }

    @Test
    void predictionChangesNothing() {
        final Model<double[]> model = network("Plain");
        model.predict(new double[] {5, -5});
        assertArrayEquals(new double[] {0, 0}, model.buffers().get("a.running_mean").values());
        assertArrayEquals(new double[] {1, 1}, model.buffers().get("a.running_var").values());
    }

    @Test
    void allPlacesOfAChannelCount() {
        final Model<double[]> model = network("Places");
        model.forward(new double[][] {{1, 10, 2, 20}, {3, 30, 6, 60}}, 2);
        assertArrayEquals(
                new double[] {1.5, 15}, model.buffers().get("a.running_mean").values(), 1e-14);
        // (4 + 1 + 0 + 9) / 3 = 14 / 3
        assertArrayEquals(
                new double[] {0.5 + 7.0 / 3, 0.5 + 700.0 / 3},
                model.buffers().get("a.running_var").values(),
                1e-12);
        assertEquals(0, model.parameters().size());
    }

    @Test
    void aSingleElementHasNoVariance() {
        final Model<double[]> model = network("Plain");
        final double[][] outputs = model.forward(new double[][] {{7, 8}}, 1);
        assertArrayEquals(new double[] {0, 0}, outputs[0]);
        for (final double variance : model.buffers().get("a.running_var").values()) {
            assertTrue(Double.isFinite(variance));
        }
    }

    @Test
    void filesHaveTheBuffersToo(@TempDir Path folder) throws IOException {
        final Model<double[]> model = network("Plain");
        model.forward(new double[][] {{1, 10}, {3, 30}}, 2);
        SafeTensors.save(folder.resolve("a.safetensors"), model);
        final Model<double[]> other = network("Plain");
        SafeTensors.load(folder.resolve("a.safetensors"), other);
        final double[] input = {0.3, -4};
        assertArrayEquals(model.predict(input), other.predict(input));
        assertEquals(4, model.parameters().size() + model.buffers().size());
    }
}
