package dev.tapeless.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.autodiff.GradientCheck;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.RandomGraphs;
import dev.tapeless.processor.ir.expression.ExpressionSize;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** Graphs that nobody has thought of mean the same after every pass. */
class RandomGraphsTest {

    private static final int BATCH = 3;
    private static final int GRAPHS = 100;

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 12})
    void meanTheSameAfterEveryPass(int size) {
        for (int seed = 0; seed < GRAPHS; seed++) {
            final GradientCheck check = new GradientCheck(RandomGraphs.make(seed, size), BATCH, 1);
            Graph graph = check.differentiated();
            final Map<String, double[]> expected = check.run(graph);
            for (final Pass pass : Passes.ALL) {
                final Graph after =
                        GraphVerifier.verify(pass.apply(graph), GraphVerifier.Level.BUILT);
                assertSame(expected, check.run(after), pass.name() + " of seed " + seed, after);
                graph = after;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 12})
    void meanTheSameAfterAllPasses(int size) {
        for (int seed = GRAPHS; seed < 2 * GRAPHS; seed++) {
            final GradientCheck check = new GradientCheck(RandomGraphs.make(seed, size), BATCH, 1);
            final Graph graph = check.differentiated();
            final Graph after =
                    GraphVerifier.verify(Passes.run(graph), GraphVerifier.Level.OPTIMIZED);
            assertSame(check.run(graph), check.run(after), "seed " + seed, after);
            assertTrue(cost(after) <= cost(graph), "seed " + seed);
            final String text = GraphPrinter.print(after);
            assertEquals(text, GraphPrinter.print(Passes.run(after)), "a second time changes");
            assertEquals(text, GraphPrinter.print(Passes.run(graph)), "not deterministic");
            for (final Pass pass : Passes.ALL) {
                assertEquals(text, GraphPrinter.print(pass.apply(after)), pass.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void haveTheGradientsOfDifferences(int size) {
        for (int seed = 0; seed < 60; seed++) {
            final GradientCheck check = new GradientCheck(RandomGraphs.make(seed, size), 2, 3);
            final Graph after = Passes.run(check.differentiated());
            final List<String> mistakes = check.mistakes(after);
            assertEquals(List.of(), mistakes, "seed " + seed + "\n" + GraphPrinter.print(after));
        }
    }

    private static long cost(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.op() instanceof Op.Map)
                .mapToLong(node -> node.shape().elements() * cost((Op.Map) node.op()))
                .sum();
    }

    private static long cost(Op.Map map) {
        return ExpressionSize.cost(map.body());
    }

    private static void assertSame(
            Map<String, double[]> expected, Map<String, double[]> found, String what, Graph graph) {
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()), what);
        expected.forEach(
                (name, before) -> {
                    final double[] after = found.get(name);
                    double size = 1;
                    for (final double element : before) {
                        size = Math.max(size, Math.abs(element));
                    }
                    for (int k = 0; k < before.length; k++) {
                        assertEquals(
                                before[k],
                                after[k],
                                1e-11 * size,
                                () -> what + ", " + name + "\n" + GraphPrinter.print(graph));
                    }
                });
    }
}
