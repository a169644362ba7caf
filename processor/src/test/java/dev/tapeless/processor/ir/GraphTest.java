package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class GraphTest {

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node x = layers.input("x", 2);

    @Test
    void holdsWhatTheOutputsNeedInTopologicalOrder() {
        final Node unused = layers.map("unused", "tanh(a)", x);
        final Node twice = layers.map("twice", "2 * a", x);
        final Node sum = layers.map("sum", "a + b", twice, x);
        final Graph graph = Graph.of(List.of(x), Map.of("y", sum));
        assertEquals(List.of(x, twice, sum), graph.nodes());
        assertEquals(-1, graph.nodes().indexOf(unused));
        assertSame(sum, graph.output("y"));
    }

    @Test
    void anIgnoredInputIsAnInputButNoNode() {
        final Node constant = builder.map("c", Expressions.ZERO, x.shape(), List.of(), List.of());
        final Graph graph = Graph.of(List.of(x), Map.of("y", constant));
        assertEquals(List.of(x), graph.inputs());
        assertEquals(List.of(constant), graph.nodes());
    }

    @Test
    void outputsKeepTheirOrder() {
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("z", x);
        outputs.put("a", layers.map("y", "-a", x));
        assertEquals(
                List.of("z", "a"), List.copyOf(Graph.of(List.of(x), outputs).outputs().keySet()));
    }

    @Test
    void aMissingOutputIsTold() {
        final Graph graph = Graph.of(List.of(x), Map.of("y", x));
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> graph.output("w"));
        assertEquals("no output w among [y]", refusal.getMessage());
    }

    @Test
    void theSameOperationOnTheSameOperandsIsOneNode() {
        final Node first = layers.map("first", "tanh(a)", x);
        assertSame(first, layers.map("second", "tanh(a)", x));
        assertEquals("first", first.label());
        assertNotSame(first, layers.map("third", "sigmoid(a)", x));
        assertSame(x, layers.input("x", 2));
    }

    @Test
    void zerosOfBothSignsAreDifferentNodes() {
        final Node positive =
                builder.map("p", new Expression.Constant(0.0), x.shape(), List.of(), List.of());
        final Node negative =
                builder.map("n", new Expression.Constant(-0.0), x.shape(), List.of(), List.of());
        assertNotSame(positive, negative);
    }

    @Test
    void anExtendedGraphKeepsItsNodesAndNumbersGoOn() {
        final Node y = layers.map("y", "tanh(a)", x);
        final Graph graph = Graph.of(List.of(x), Map.of("y", y));
        final GraphBuilder more = new GraphBuilder(graph);
        assertSame(y, new SampleLayers(more).map("again", "tanh(a)", x));
        assertSame(x, more.input("x", x.shape()));
        assertEquals(y.id() + 1, new SampleLayers(more).map("z", "-a", y).id());
    }

    @Test
    void nodesTellTheirNumberAndLabel() {
        assertEquals("%0 x", x.toString());
        assertEquals("%1", layers.map("", "-a", x).toString());
    }

    @Test
    void aTupleHasNoSingleShape() {
        final Node scan = Scans.runningSum(builder, 3, false);
        assertEquals(2, scan.shapes().size());
        final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, scan::shape);
        assertEquals("a tuple of 2 values", refusal.getMessage());
    }
}
