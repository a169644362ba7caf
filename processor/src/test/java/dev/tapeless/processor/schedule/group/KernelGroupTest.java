package dev.tapeless.processor.schedule.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.group.KernelGroup.Kind;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class KernelGroupTest {

    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final Node x = layers.input("x", 3);

    private Node weightGradient(String label, Node rows, Node gradient) {
        return builder.contract(
                label,
                new Op.Contract(
                        List.of(Shape.BATCH, 3, 3),
                        List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 0, 2)),
                        IndexMap.ofAxes(3, 1, 2),
                        Shape.of(3, 3)),
                rows,
                gradient);
    }

    private static List<KernelGroup> groups(List<Node> nodes) {
        final Graph graph = new Graph(List.of(), Map.of(), nodes);
        return KernelGroup.of(nodes, new Consumers(graph), node -> true);
    }

    private static List<Kind> kinds(List<KernelGroup> groups) {
        return groups.stream().map(KernelGroup::kind).toList();
    }

    @Test
    void leavesAreNoKernels() {
        assertEquals(List.of(), groups(List.of(x, builder.parameter("w", Shape.of(3)))));
    }

    @Test
    void stepsJoinTheProductBeforeThem() {
        final Node product = layers.product("w", x, 3);
        final Node tanh = layers.map("tanh", "tanh(a)", product);
        final Node next = layers.product("v", tanh, 3);
        final List<KernelGroup> groups = groups(List.of(x, product, tanh, next));
        assertEquals(List.of(Kind.PRODUCT, Kind.PRODUCT), kinds(groups));
        assertEquals(List.of(product, tanh), groups.get(0).nodes());
        assertSame(tanh, groups.get(0).result());
    }

    @Test
    void stepsWithoutAProductAreAKernelOfTheirOwn() {
        final Node tanh = layers.map("tanh", "tanh(a)", x);
        final Node total = builder.reduce("total", Op.Reduce.Kind.SUM, tanh, 1);
        final List<KernelGroup> groups = groups(List.of(x, tanh, total));
        assertEquals(List.of(Kind.ROWS), kinds(groups));
        assertEquals(List.of(tanh, total), groups.get(0).nodes());
    }

    /** A longer method would have no form in vectors, or would not be compiled at all. */
    @Test
    void longFormulasArePartedIntoSeveralKernels() {
        final String formula = "(".repeat(15) + "a" + " * 0.5 + 1)".repeat(15);
        final List<Node> steps = new ArrayList<>();
        Node y = x;
        for (int k = 0; k < 45; k++) {
            y = layers.map("step" + k, formula, y);
            steps.add(y);
        }
        assertEquals(
                List.of(20, 20, 5), groups(steps).stream().map(g -> g.nodes().size()).toList());
    }

    @Test
    void sumsOverTheBatchStandAlone() {
        final Node gradient = layers.map("g", "2 * a", x);
        final Node weight = weightGradient("dw", x, gradient);
        final Node bias = builder.reduce("db", Op.Reduce.Kind.SUM, gradient, 0);
        final List<KernelGroup> groups = groups(List.of(gradient, weight, bias));
        assertEquals(List.of(Kind.ROWS, Kind.BATCH_SUM, Kind.BATCH_SUM), kinds(groups));
    }

    @Test
    void stepsJoinAcrossASumOverTheBatch() {
        final Node product = layers.product("w", x, 3);
        final Node weight = weightGradient("dw", x, product);
        final Node step = layers.map("step", "tanh(a)", product);
        final List<KernelGroup> groups = groups(List.of(product, weight, step));
        assertEquals(List.of(Kind.PRODUCT, Kind.BATCH_SUM), kinds(groups));
        assertEquals(List.of(product, step), groups.get(0).nodes());
    }

    @Test
    void aSumOfNumbersOverTheBatchHasLoopsOfItsOwn() {
        final Node scalars = builder.input("scalars", Shape.SCALAR.batched());
        final Node sum = builder.reduce("sum", Op.Reduce.Kind.SUM, scalars, 0);
        assertEquals(List.of(Kind.NEST), kinds(groups(List.of(sum))));
    }

    @Test
    void aSumOverTheBatchThatIsReadAgainIsNoGradient() {
        final Node sum = builder.reduce("sum", Op.Reduce.Kind.SUM, x, 0);
        final Node root = builder.map("root", SampleLayers.formula("2 * a"), sum);
        assertEquals(List.of(Kind.NEST, Kind.NEST), kinds(groups(List.of(sum, root))));
    }

    @Test
    void stepsBehindOtherLoopsBeginAKernel() {
        final Node tanh = layers.map("tanh", "tanh(a)", x);
        final Node place = builder.reduce("place", Op.Reduce.Kind.ARGMAX, tanh, 1);
        final Node total = builder.reduce("total", Op.Reduce.Kind.SUM, tanh, 1);
        assertEquals(
                List.of(Kind.ROWS, Kind.NEST, Kind.ROWS),
                kinds(groups(List.of(tanh, place, total))));
    }

    @Test
    void aProductWithAPartOfAMatrixIsNoDenseLayer() {
        final Node part =
                builder.contract(
                        "part",
                        new Op.Contract(
                                List.of(Shape.BATCH, 3, 2),
                                List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                                IndexMap.ofAxes(3, 0, 2),
                                Shape.of(2).batched()),
                        x,
                        builder.parameter("w", Shape.of(3, 5)));
        assertEquals(List.of(Kind.NEST), kinds(groups(List.of(part))));
    }
}
