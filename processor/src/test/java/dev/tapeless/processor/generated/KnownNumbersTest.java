package dev.tapeless.processor.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.FormulaParser;
import dev.tapeless.processor.optimize.Passes;
import dev.tapeless.processor.testing.CompiledNetworks;
import dev.tapeless.processor.testing.RunningNetwork;
import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.loss.Losses;
import dev.tapeless.runtime.optimizer.Sgd;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Gradients that have been published or can be computed by hand. */
class KnownNumbersTest {

    private static CompiledNetworks compiled;

    @BeforeAll
    static void compileAll() {
        compiled =
                CompiledNetworks.of(
                        SourceText.of(
                                "@Network(input = 3, precision = Precision.DOUBLE, inputGradient ="
                                        + " true) abstract class Neuron {"
                                        + " @Dense(1) @Relu Layer neuron; }"),
                        SourceText.of(
                                "@Network(input = 4, precision = Precision.DOUBLE, inputGradient ="
                                        + " true) abstract class Three { @Dense(3) Layer layer; }"),
                        SourceText.of(
                                "@Network(input = 2) abstract class Spiral {"
                                        + " @Dense(3) @Relu Layer hidden;"
                                        + " @Dense(3) Layer logits; }"));
    }

    private static RunningNetwork<?> network(String name) {
        return RunningNetwork.of(compiled, "test." + name + "Network", true, 0);
    }

    /** One neuron: output 6, then 5.985 after one step of 0.001. */
    @Test
    void aNeuron() {
        final RunningNetwork<?> network = network("Neuron");
        final Parameters<?> parameters = network.parameters();
        parameters.get("neuron.weight").setAll(-3, -1, 2);
        parameters.get("neuron.bias").setAll(1);
        final double[][] input = {{1, -2, 3}};
        assertArrayEquals(new double[] {6}, network.forward(input)[0]);
        assertArrayEquals(
                new double[] {-3, -1, 2}, network.backwardToInput(new double[][] {{1}})[0]);
        assertArrayEquals(new double[] {1, -2, 3}, parameters.get("neuron.weight").gradients());
        assertArrayEquals(new double[] {1}, parameters.get("neuron.bias").gradients());
        Sgd.withLearningRate(0.001).step(parameters);
        assertEquals(5.985, network.predict(input[0])[0], 1e-14);
    }

    /** Three neurons of four inputs, and a batch of three samples. */
    @Test
    void aLayer() {
        final RunningNetwork<?> network = network("Three");
        final Parameters<?> parameters = network.parameters();
        parameters
                .get("layer.weight")
                .setAll(0.2, 0.8, -0.5, 1, 0.5, -0.91, 0.26, -0.5, -0.26, -0.27, 0.17, 0.87);
        parameters.get("layer.bias").setAll(2, 3, 0.5);
        final double[][] inputs = {{1, 2, 3, 2.5}, {2, 5, -1, 2}, {-1.5, 2.7, 3.3, -0.8}};
        final double[][] upstream = {{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
        final double[] once = {0.44, -0.38, -0.07, 1.37};
        network.forward(inputs);
        final double[][] gradients = network.backwardToInput(upstream);
        for (int s = 0; s < 3; s++) {
            for (int k = 0; k < 4; k++) {
                assertEquals((s + 1) * once[k], gradients[s][k], 1e-15 * 10);
            }
        }
        final double[] column = {0.5, 20.1, 10.9, 4.1};
        for (int unit = 0; unit < 3; unit++) {
            for (int k = 0; k < 4; k++) {
                assertEquals(column[k], parameters.get("layer.weight").gradient(unit, k), 1e-14);
            }
        }
        assertArrayEquals(new double[] {6, 6, 6}, parameters.get("layer.bias").gradients());
    }

    /** README.md of github.com/karpathy/micrograd: g and its derivatives, to four places. */
    @Test
    void theExpressionOfMicrograd() {
        final String c = "(a + b)";
        final String d = "(a * b + b * b * b)";
        final String c1 = "(" + c + " + " + c + " + 1)";
        final String c2 = "(" + c1 + " + 1 + " + c1 + " + (-a))";
        final String d1 = "(" + d + " + " + d + " * 2 + max(b + a, 0))";
        final String d2 = "(" + d1 + " + 3 * " + d1 + " + max(b - a, 0))";
        final String e = "(" + c2 + " - " + d2 + ")";
        final String f = "(" + e + " * " + e + ")";
        final GraphBuilder builder = new GraphBuilder();
        final Shape shape = Shape.of(Shape.BATCH, 1);
        final Node a = builder.input("a", shape);
        final Node b = builder.input("b", shape);
        final Node g =
                builder.map(
                        "g",
                        FormulaParser.parse(f + " / 2 + 10 / " + f, List.of("a", "b"), Map.of()),
                        a,
                        b);
        final Graph forward = Graph.of(List.of(a, b), Map.of("output", g));
        final Graph gradients = Differentiator.differentiate(forward, List.of("a", "b"));
        for (final Graph graph : List.of(gradients, Passes.run(gradients))) {
            final Map<String, double[]> values =
                    Interpreter.run(
                            graph,
                            1,
                            Map.of(
                                    "a", new double[] {-4},
                                    "b", new double[] {2},
                                    "dL/doutput", new double[] {1}),
                            (stream, sample, element) -> Double.NaN);
            assertEquals(24.7041, values.get("output")[0], 5e-5);
            assertEquals(138.8338, values.get("dL/da")[0], 5e-5);
            assertEquals(645.5773, values.get("dL/db")[0], 5e-5);
        }
    }

    /**
     * "Neural Networks from Scratch" (H. Kinsley, D. Kukieła), chapter 9: a spiral of three classes
     * from NumPy's generator, two layers in single precision, one pass and one step.
     */
    @Test
    void theSpiralOfChapterNine() {
        final NumpyRandom random = new NumpyRandom(0);
        final float[][] inputs = new float[300][2];
        final float[][] targets = new float[300][1];
        spiral(random, inputs, targets);
        assertRow(new double[] {0.00299556, 0.00964661}, inputs[1], 5e-9);
        assertRow(new double[] {0.01288097, 0.01556285}, inputs[2], 5e-9);
        final Model<float[]> network = compiled.inFloat("test.SpiralNetwork", 0);
        final Parameters<?> parameters = network.parameters();
        parameters.get("hidden.weight").setAll(transposed(random, 2, 3));
        parameters.get("logits.weight").setAll(transposed(random, 3, 3));
        assertEquals(-0.01306527, parameters.get("hidden.weight").get(0, 0), 5e-9);
        assertEquals(-0.00384880, parameters.get("logits.weight").get(2, 2), 5e-9);

        final float[][] scores = network.forward(inputs, 300);
        int right = 0;
        for (int s = 0; s < 300; s++) {
            int best = 0;
            for (int k = 0; k < 3; k++) {
                best = scores[s][k] > scores[s][best] ? k : best;
            }
            right += best == targets[s][0] ? 1 : 0;
        }
        final float[][] gradients = new float[300][3];
        final double loss = Losses.softmaxCrossEntropy().evaluate(scores, targets, gradients, 300);
        assertEquals(1.0986104, loss, 1e-7);
        assertEquals(102, right); // an accuracy of 0.34
        network.backward(gradients, 300);
        assertGradient(
                parameters,
                "hidden.weight",
                new double[][] {
                    {1.5766e-4, 7.8369e-5, 4.7324e-5}, {1.8161e-4, 1.1046e-5, -3.3096e-5}
                });
        assertGradient(
                parameters, "hidden.bias", new double[][] {{-3.6055e-4, 9.6612e-5, -1.0367e-4}});
        assertGradient(
                parameters,
                "logits.weight",
                new double[][] {
                    {5.4411e-5, 1.0741e-4, -1.6182e-4},
                    {-4.0791e-5, -7.1678e-5, 1.1247e-4},
                    {-5.3011e-5, 8.5817e-5, -3.2806e-5}
                });
        assertGradient(
                parameters, "logits.bias", new double[][] {{-1.0729e-5, -9.4611e-6, 2.0028e-5}});
        Sgd.withLearningRate(1).step(parameters);
        final double[][] updated = {
            {-.01322293, .01650294, -.00122896}, {-.00698339, .00665279, -.0045741}
        };
        for (int i = 0; i < 2; i++) {
            for (int unit = 0; unit < 3; unit++) {
                assertEquals(updated[i][unit], parameters.get("hidden.weight").get(unit, i), 1e-8);
            }
        }
    }

    /** 100 points a class: radius from 0 to 1, angle from 4k to 4k + 4 with noise. */
    private static void spiral(NumpyRandom random, float[][] inputs, float[][] targets) {
        for (int k = 0; k < 3; k++) {
            for (int p = 0; p < 100; p++) {
                final double radius = p / 99.0;
                final double angle = 2.5 * (4 * k + 4 * p / 99.0 + 0.2 * random.gaussian());
                inputs[100 * k + p][0] = (float) (radius * Math.sin(angle));
                inputs[100 * k + p][1] = (float) (radius * Math.cos(angle));
                targets[100 * k + p][0] = k;
            }
        }
    }

    /** Weights as that book draws them, [inputs, units], in our order, [units, inputs]. */
    private static double[] transposed(NumpyRandom random, int inputs, int units) {
        final double[] weights = new double[inputs * units];
        for (int i = 0; i < inputs; i++) {
            for (int unit = 0; unit < units; unit++) {
                weights[unit * inputs + i] = (float) (0.01 * random.gaussian());
            }
        }
        return weights;
    }

    private static void assertRow(double[] expected, float[] found, double tolerance) {
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], found[k], tolerance);
        }
    }

    /**
     * To about the five digits that are printed, some of differences of floats; a weight is given
     * as [inputs, units].
     */
    private static void assertGradient(Parameters<?> parameters, String name, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            for (int unit = 0; unit < expected[i].length; unit++) {
                final double found =
                        expected.length == 1
                                ? parameters.get(name).gradient(unit)
                                : parameters.get(name).gradient(unit, i);
                final double value = expected[i][unit];
                assertEquals(value, found, 1e-4 * Math.abs(value) + 5e-9, name + unit + "," + i);
            }
        }
    }
}
