package dev.tapeless.processor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.KernelGroup.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;

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

    private static List<Kind> kinds(List<KernelGroup> groups) {
        return groups.stream().map(KernelGroup::kind).toList();
    }

    @Test
    void leavesAreNoKernels() {
        assertEquals(List.of(), KernelGroup.of(List.of(x, builder.parameter("w", Shape.of(3)))));
    }

    @Test
    void stepsJoinTheProductBeforeThem() {
        final Node product = layers.product("w", x, 3);
        final Node tanh = layers.map("tanh", "tanh(a)", product);
        final Node next = layers.product("v", tanh, 3);
        final List<KernelGroup> groups = KernelGroup.of(List.of(x, product, tanh, next));
        assertEquals(List.of(Kind.PRODUCT, Kind.PRODUCT), kinds(groups));
        assertEquals(List.of(product, tanh), groups.get(0).nodes());
        assertSame(tanh, groups.get(0).result());
    }

    @Test
    void stepsWithoutAProductAreAKernelOfTheirOwn() {
        final Node tanh = layers.map("tanh", "tanh(a)", x);
        final Node total = builder.reduce("total", Op.Reduce.Kind.SUM, tanh, 1);
        final List<KernelGroup> groups = KernelGroup.of(List.of(x, tanh, total));
        assertEquals(List.of(Kind.ROWS), kinds(groups));
        assertEquals(List.of(tanh, total), groups.get(0).nodes());
    }

    @Test
    void sumsOverTheBatchStandAlone() {
        final Node gradient = layers.map("g", "2 * a", x);
        final Node weight = weightGradient("dw", x, gradient);
        final Node bias = builder.reduce("db", Op.Reduce.Kind.SUM, gradient, 0);
        final List<KernelGroup> groups = KernelGroup.of(List.of(gradient, weight, bias));
        assertEquals(List.of(Kind.ROWS, Kind.BATCH_SUM, Kind.BATCH_SUM), kinds(groups));
    }

    @Test
    void stepsJoinAcrossASumOverTheBatch() {
        final Node product = layers.product("w", x, 3);
        final Node weight = weightGradient("dw", x, product);
        final Node step = layers.map("step", "tanh(a)", product);
        final List<KernelGroup> groups = KernelGroup.of(List.of(product, weight, step));
        assertEquals(List.of(Kind.PRODUCT, Kind.BATCH_SUM), kinds(groups));
        assertEquals(List.of(product, step), groups.get(0).nodes());
    }

    @Test
    void aSumOfNumbersOverTheBatchIsOneToo() {
        final Node scalars = builder.input("scalars", Shape.SCALAR.batched());
        final Node sum = builder.reduce("sum", Op.Reduce.Kind.SUM, scalars, 0);
        assertEquals(List.of(Kind.BATCH_SUM), kinds(KernelGroup.of(List.of(sum))));
    }
}
