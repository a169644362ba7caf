package dev.tapeless.processor.schedule.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.group.ContractRole.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;

class ContractRoleTest {

    private static final int INPUTS = 3;
    private static final int UNITS = 5;
    private static final List<Integer> SPACE = List.of(Shape.BATCH, INPUTS, UNITS);
    private static final IndexMap ROWS = IndexMap.ofAxes(3, 0, 1);
    private static final IndexMap RESULTS = IndexMap.ofAxes(3, 0, 2);
    private static final IndexMap WEIGHTS = IndexMap.ofAxes(3, 1, 2);

    private final GraphBuilder builder = new GraphBuilder();
    private final Node x = builder.input("x", Shape.of(INPUTS).batched());
    private final Node dy = builder.input("dy", Shape.of(UNITS).batched());
    private final Node w = builder.parameter("w", Shape.of(INPUTS, UNITS));

    private Node contract(
            List<Integer> space, IndexMap a, IndexMap b, IndexMap to, Shape shape, Node... of) {
        return builder.contract("y", new Op.Contract(space, List.of(a, b), to, shape), of);
    }

    private static void assertRole(Kind kind, Node rows, Node other, int width, Node node) {
        final ContractRole role = ContractRole.of(node);
        assertEquals(kind, role.kind());
        assertSame(rows, role.rows());
        assertSame(other, role.other());
        assertEquals(INPUTS, role.inputs());
        assertEquals(UNITS, role.units());
        assertEquals(width, role.width());
    }

    @Test
    void aProductInEitherOrder() {
        final Shape shape = Shape.of(UNITS).batched();
        final Node one = contract(SPACE, ROWS, WEIGHTS, RESULTS, shape, x, w);
        final Node other = contract(SPACE, WEIGHTS, ROWS, RESULTS, shape, w, x);
        assertRole(Kind.PRODUCT, x, w, UNITS, one);
        assertRole(Kind.PRODUCT, x, w, UNITS, other);
    }

    @Test
    void theGradientOfTheInputInEitherOrder() {
        final Shape shape = Shape.of(INPUTS).batched();
        final Node one = contract(SPACE, RESULTS, WEIGHTS, ROWS, shape, dy, w);
        final Node other = contract(SPACE, WEIGHTS, RESULTS, ROWS, shape, w, dy);
        assertRole(Kind.TRANSPOSED_PRODUCT, dy, w, INPUTS, one);
        assertRole(Kind.TRANSPOSED_PRODUCT, dy, w, INPUTS, other);
    }

    @Test
    void theGradientOfTheWeightsInEitherOrder() {
        final Shape shape = Shape.of(INPUTS, UNITS);
        final Node one = contract(SPACE, ROWS, RESULTS, WEIGHTS, shape, x, dy);
        final Node other = contract(SPACE, RESULTS, ROWS, WEIGHTS, shape, dy, x);
        assertRole(Kind.WEIGHT_GRADIENT, x, dy, UNITS, one);
        assertRole(Kind.WEIGHT_GRADIENT, x, dy, UNITS, other);
    }

    @Test
    void theOrderOfTheAxesDoesNotMatter() {
        final Node node =
                contract(
                        List.of(UNITS, INPUTS, Shape.BATCH),
                        IndexMap.ofAxes(3, 2, 1),
                        IndexMap.ofAxes(3, 1, 0),
                        IndexMap.ofAxes(3, 2, 0),
                        Shape.of(UNITS).batched(),
                        x,
                        w);
        assertRole(Kind.PRODUCT, x, w, UNITS, node);
    }

    @Test
    void aConvolutionIsNoLayerOfRows() {
        final Affine window = Affine.axis(3, 1).plus(Affine.axis(3, 2));
        final Node taps = builder.parameter("taps", Shape.of(2, 2));
        final Node node =
                contract(
                        List.of(Shape.BATCH, 2, 2),
                        new IndexMap(List.of(Affine.axis(3, 0), window)),
                        IndexMap.ofAxes(3, 1, 2),
                        IndexMap.ofAxes(3, 0, 1),
                        Shape.of(2).batched(),
                        x,
                        taps);
        final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> ContractRole.of(node));
        assertTrue(refusal.getMessage().startsWith("no loops for the contraction %"));
    }

    @Test
    void aSumOfOneOperandHasNoRole() {
        final Node node =
                builder.contract(
                        "y",
                        new Op.Contract(
                                List.of(Shape.BATCH, INPUTS),
                                List.of(IndexMap.ofAxes(2, 0, 1)),
                                IndexMap.ofAxes(2, 1),
                                Shape.of(INPUTS)),
                        x);
        assertThrows(IllegalStateException.class, () -> ContractRole.of(node));
    }
}
