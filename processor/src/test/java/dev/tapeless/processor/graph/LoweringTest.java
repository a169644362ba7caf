package dev.tapeless.processor.graph;

import static dev.tapeless.processor.testing.Declared.dense;
import static dev.tapeless.processor.testing.Declared.dropout;
import static dev.tapeless.processor.testing.Declared.network;
import static dev.tapeless.processor.testing.Declared.plain;
import static dev.tapeless.processor.testing.Declared.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Link;
import dev.tapeless.processor.layer.Mode;
import dev.tapeless.processor.testing.Declared;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What layers become, and that it computes what they say. */
class LoweringTest {

    private static final double EXACT = 1e-14;

    @Test
    void aTypedNetworkSaysWhatTheEmitterNeeds() {
        final CheckedNetwork network =
                network(4).layer("hidden", dense(3, true), wave("sin(scale * x)", 2)).checked();
        assertEquals(
                new TypedNetwork(
                        "test",
                        List.of("Outer", "Digits"),
                        "Outer_DigitsNetwork",
                        true,
                        Arithmetic.DOUBLE,
                        Shape.of(4),
                        Ports.unnamed(Shape.of(4), Shape.of(3), Link.IDENTITY),
                        true,
                        List.of(
                                new TypedLayer(
                                        "hidden",
                                        List.of("Dense(3, bias = true)", "Wave(scale = 2.0)"),
                                        Shape.of(3),
                                        List.of(
                                                new TypedParameter(
                                                        "hidden.weight",
                                                        List.of(3, 4),
                                                        List.of(1, 0),
                                                        "heNormal",
                                                        0,
                                                        4,
                                                        3),
                                                new TypedParameter(
                                                        "hidden.bias",
                                                        List.of(3),
                                                        List.of(0),
                                                        "zeros",
                                                        0,
                                                        4,
                                                        3)),
                                        12)),
                        network.declaration().source()),
                network.typed());
    }

    @Test
    void valuesAreLabelledByFieldAndOperation() {
        final Declared network =
                network(4)
                        .layer("hidden", dense(3, true), dropout(0.5), wave("x * x", 1))
                        .layer("p", dense(2, false), plain("Softmax"));
        assertEquals(
                List.of(
                        "input",
                        "hidden.weight",
                        "hiddenProduct",
                        "hidden.bias",
                        "hiddenDense",
                        "hiddenUniform",
                        "hiddenMask",
                        "hiddenDropout",
                        "hidden",
                        "p.weight",
                        "pDense",
                        "pMax",
                        "pExp",
                        "pSum",
                        "p"),
                labels(Lowering.lower(network.checked(), Mode.TRAIN)));
    }

    @Test
    void aDenseLayerIsASumOfProducts() {
        final Map<String, double[]> leaves = new LinkedHashMap<>();
        leaves.put("input", new double[] {1, -2, 3, 2, 0, 1});
        // Stored by input: the first row is what the first input gives to both units.
        leaves.put("y.weight", new double[] {-3, 1, -1, 10, 2, 100});
        leaves.put("y.bias", new double[] {1, 1000});
        assertOutput(
                network(3).layer("y", dense(2, true)), leaves, new double[] {6, 1281, -3, 1102}, 0);
        leaves.remove("y.bias");
        assertOutput(
                network(3).layer("y", dense(2, false)), leaves, new double[] {5, 281, -4, 102}, 0);
    }

    @Test
    void softmaxAddsUpToOneHoweverLargeTheScores() {
        final double e = Math.exp(-1);
        assertOutput(
                network(2).layer("p", plain("Softmax")),
                Map.of("input", new double[] {1e300, 1e300, 10_000, 9999, -10_000, 10_000}),
                new double[] {0.5, 0.5, 1 / (1 + e), e / (1 + e), 0, 1},
                EXACT);
    }

    @Test
    void logSoftmaxIsExactHoweverLargeTheScores() {
        final double log = Math.log1p(Math.exp(-1));
        assertOutput(
                network(2).layer("p", plain("LogSoftmax")),
                Map.of("input", new double[] {1e300, 1e300, 10_000, 9999, -10_000, 10_000}),
                new double[] {-Math.log(2), -Math.log(2), -log, -1 - log, -20_000, 0},
                EXACT);
    }

    @Test
    void branchesAreJoined() {
        final Map<String, double[]> leaves =
                Map.of("input", new double[] {2, 3}, "a.weight", new double[] {0, 1, 1, 0});
        final Declared branch = network(2).layer("a", dense(2, false));
        assertOutput(branch.layer("y", plain("Add", "a", "input")), leaves, new double[] {5, 5}, 0);
        assertOutput(
                network(2).layer("a", dense(2, false)).layer("y", plain("Multiply", "a", "input")),
                leaves,
                new double[] {6, 6},
                0);
        assertOutput(
                network(2).layer("a", dense(2, false)).layer("y", plain("Concat", "input", "a")),
                leaves,
                new double[] {2, 3, 3, 2},
                0);
    }

    @Test
    void anActivationIsItsFormula() {
        assertOutput(
                network(2, 2).layer("y", wave("where(x > 0, x, scale * x)", 0.25)),
                Map.of("input", new double[] {1, -2, 0, 4}),
                new double[] {1, -0.5, 0, 4},
                0);
    }

    @Test
    void dropoutDropsOnlyInTraining() {
        final CheckedNetwork network = network(4).layer("y", dropout(0.75)).checked();
        final Graph predict = Lowering.lower(network, Mode.PREDICT);
        assertSame(predict.inputs().get(0), predict.output(Lowering.OUTPUT));
        final Graph train = Lowering.lower(network, Mode.TRAIN);
        final double[] output =
                Interpreter.run(
                                train,
                                1,
                                Map.of("input", new double[] {1, 2, 3, 4}),
                                (stream, sample, element) -> element * 0.25)
                        .get(Lowering.OUTPUT);
        assertArrayEquals(new double[] {0, 0, 0, 16}, output);
    }

    @Test
    void aRateOfZeroIsNothing() {
        final CheckedNetwork network = network(4).layer("y", dropout(0)).checked();
        final Graph train = Lowering.lower(network, Mode.TRAIN);
        assertSame(train.inputs().get(0), train.output(Lowering.OUTPUT));
    }

    @Test
    void everyDropoutHasAStreamOfItsOwn() {
        final Graph train =
                Lowering.lower(
                        network(4).layer("a", dropout(0.5)).layer("b", dropout(0.5)).checked(),
                        Mode.TRAIN);
        final List<Node> random =
                train.nodes().stream().filter(node -> node.op() instanceof Op.Random).toList();
        assertEquals(2, random.size());
        assertNotSame(random.get(0), random.get(1));
        assertEquals(
                List.of(0, 1),
                random.stream().map(node -> ((Op.Random) node.op()).stream()).toList());
    }

    private static List<String> labels(Graph graph) {
        return graph.nodes().stream().map(Node::label).toList();
    }

    private static void assertOutput(
            Declared network, Map<String, double[]> leaves, double[] expected, double tolerance) {
        final CheckedNetwork checked = network.checked();
        final int batch =
                leaves.get("input").length / (int) checked.input().orElseThrow().elements();
        for (final Mode mode : Mode.values()) {
            final Graph graph =
                    GraphVerifier.verify(Lowering.lower(checked, mode), GraphVerifier.Level.BUILT);
            final double[] output =
                    Interpreter.run(graph, batch, leaves, (stream, sample, element) -> 0)
                            .get(Lowering.OUTPUT);
            assertArrayEquals(expected, output, tolerance, mode.toString());
        }
    }
}
