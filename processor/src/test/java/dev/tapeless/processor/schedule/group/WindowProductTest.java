package dev.tapeless.processor.schedule.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

class WindowProductTest {

    private static final int AXES = 5;

    private final GraphBuilder builder = new GraphBuilder();
    private final Node x = builder.input("x", Shape.of(9, 2).batched());
    private final Node y = builder.input("y", Shape.of(4, 5).batched());
    private final Node w = builder.parameter("w", Shape.of(3, 2, 5));

    /** Samples, places, units, elements of the window, channels. */
    private static final List<Integer> EXTENTS = List.of(Shape.BATCH, 4, 5, 3, 2);

    private static IndexMap inX(int stride, int offset) {
        return new IndexMap(
                List.of(
                        Affine.axis(AXES, 0),
                        Affine.scaled(AXES, 1, stride).plus(Affine.axis(AXES, 3)).plus(offset),
                        Affine.axis(AXES, 4)));
    }

    private static final IndexMap IN_Y = IndexMap.ofAxes(AXES, 0, 1, 2);
    private static final IndexMap IN_W = IndexMap.ofAxes(AXES, 3, 4, 2);

    private Node product(IndexMap inX) {
        final Op.Contract op = new Op.Contract(EXTENTS, List.of(inX, IN_W), IN_Y, y.shape());
        return builder.contract("product", op, x, w);
    }

    @Test
    void theResultAndBothGradientsAreRecognised() {
        final WindowProduct product = WindowProduct.find(product(inX(2, 0))).orElseThrow();
        assertEquals(WindowProduct.Kind.PRODUCT, product.kind());
        assertEquals(List.of(4), product.places());
        assertEquals(List.of(3), product.window());
        assertEquals(List.of(2), product.strides());
        assertEquals(2, product.channels());
        assertEquals(5, product.units());
        assertEquals(6, product.elements());
        assertEquals(6, product.run());
        final Op.Contract input =
                new Op.Contract(EXTENTS, List.of(IN_Y, IN_W), inX(2, 0), x.shape());
        assertEquals(
                WindowProduct.Kind.INPUT_GRADIENT,
                WindowProduct.find(builder.contract("dx", input, y, w)).orElseThrow().kind());
        final Op.Contract weight =
                new Op.Contract(EXTENTS, List.of(inX(2, 0), IN_Y), IN_W, w.shape());
        assertEquals(
                WindowProduct.Kind.WEIGHT_GRADIENT,
                WindowProduct.find(builder.contract("dw", weight, x, y)).orElseThrow().kind());
    }

    @Test
    void aWindowThatReachesBeyondTheEdgeIsSomethingElse() {
        assertTrue(WindowProduct.find(product(inX(3, 0))).isEmpty());
        assertTrue(WindowProduct.find(product(inX(2, -1))).isEmpty());
        assertTrue(WindowProduct.find(product(inX(-1, 3))).isEmpty());
    }

    @Test
    void aProductOfMatricesIsSomethingElse() {
        final Op.Contract op =
                new Op.Contract(
                        List.of(Shape.BATCH, 9, 2, 5),
                        List.of(IndexMap.ofAxes(4, 0, 1, 2), IndexMap.ofAxes(4, 2, 3)),
                        IndexMap.ofAxes(4, 0, 1, 3),
                        Shape.of(9, 5).batched());
        final Node other = builder.parameter("v", Shape.of(2, 5));
        assertTrue(WindowProduct.find(builder.contract("p", op, x, other)).isEmpty());
    }
}
