package dev.tapeless.processor.ir;

import static dev.tapeless.processor.ir.InterpreterRun.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Operations that move elements, on elements whose places can be told apart. */
class InterpreterMovesTest {

    private static final IndexMap PLAIN = IndexMap.ofAxes(2, 0, 1);

    private final InterpreterRun run = new InterpreterRun(2);

    private static Affine axis(int axis, int offset) {
        return Affine.axis(2, axis).plus(offset);
    }

    @Test
    void gatheringTakesRowsByIndex() {
        final Node table = run.real(Shape.of(3, 2), 0, 1, 10, 11, 20, 21);
        final Node index = run.index(Shape.of(2).batched(), 2, 0, 1, 2);
        run.gives(row(20, 21, 0, 1, 10, 11, 20, 21), new Op.Gather(), table, index);
        final Node vector = run.real(Shape.of(3), 5, 6, 7);
        run.gives(row(7, 5, 6, 7), new Op.Gather(), vector, index);
    }

    @Test
    void scatteringAddsRowsThatMeet() {
        final Node index = run.index(Shape.of(2).batched(), 2, 0, 2, 2);
        final Node updates = run.real(Shape.of(2, 2).batched(), 1, 2, 3, 4, 10, 20, 100, 200);
        run.gives(row(3, 4, 0, 0, 111, 222), new Op.ScatterAdd(Shape.of(3, 2)), index, updates);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3, 0.5, Double.NaN})
    void anIndexThatNamesNoRowIsRefused(double place) {
        final Node table = run.real(Shape.of(3), 5, 6, 7);
        final Node index = run.index(Shape.of(1), place);
        final Node node = run.builder.apply("y", new Op.Gather(), List.of(table, index));
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> run.value(node));
        assertEquals("index " + place + " into 3 rows", refusal.getMessage());
    }

    @Test
    void aReshapeKeepsTheOrder() {
        final Node x = run.real(Shape.of(2, 3).batched(), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        run.gives(
                row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                new Op.Reshape(Shape.of(3, 1, 2).batched()),
                x);
    }

    @Test
    void aTranspositionSwapsAxes() {
        final Node x = run.real(Shape.of(2, 3), 0, 1, 2, 10, 11, 12);
        run.gives(
                row(0, 10, 1, 11, 2, 12),
                new Op.View(IndexMap.ofAxes(2, 1, 0), Shape.of(3, 2), 0),
                x);
    }

    @Test
    void aSliceStartsInside() {
        final Node x = run.real(Shape.of(4).batched(), 0, 1, 2, 3, 10, 11, 12, 13);
        final IndexMap slice = new IndexMap(List.of(axis(0, 0), axis(1, 1)));
        run.gives(row(1, 2, 11, 12), new Op.View(slice, Shape.of(2).batched(), 0), x);
    }

    @Test
    void paddingSurroundsOnAllSides() {
        final Node x = run.real(Shape.of(1, 2), 1, 2);
        final IndexMap moved = new IndexMap(List.of(axis(0, -1), axis(1, -1)));
        run.gives(
                row(7, 7, 7, 7, 7, 1, 2, 7, 7, 7, 7, 7), new Op.View(moved, Shape.of(3, 4), 7), x);
    }

    @Test
    void aReversalAndABroadcastAreViews() {
        final Node x = run.real(Shape.of(3), 1, 2, 3);
        final Affine reversed = Affine.scaled(1, 0, -1).plus(2);
        run.gives(row(3, 2, 1), new Op.View(new IndexMap(List.of(reversed)), Shape.of(3), 0), x);
        run.gives(row(1, 2, 3, 1, 2, 3), new Op.View(IndexMap.ofAxes(2, 1), Shape.of(2, 3), 0), x);
    }

    @Test
    void partsOfAnyWidthStandOneAfterTheOther() {
        final Node narrow = run.real(Shape.of(1).batched(), 1, 2);
        final Node wide = run.real(Shape.of(2).batched(), 10, 11, 20, 21);
        run.gives(row(1, 10, 11, 1, 2, 20, 21, 2), new Op.Concatenate(1), narrow, wide, narrow);
    }

    @Test
    void partsMayBeConcatenatedAlongTheOuterAxis() {
        final Node upper = run.real(Shape.of(1, 2), 1, 2);
        final Node lower = run.real(Shape.of(2, 2), 3, 4, 5, 6);
        run.gives(row(1, 2, 3, 4, 5, 6), new Op.Concatenate(0), upper, lower);
    }

    @Test
    void iotaIsTheCoordinate() {
        run.gives(row(0, 1, 2, 0, 1, 2), new Op.Iota(Shape.of(2, 3), 1));
        run.gives(row(0, 0, 0, 1, 1, 1), new Op.Iota(Shape.of(3).batched(), 0));
    }

    @Test
    void paddingMayBeNegativeZero() {
        final Node x = run.real(Shape.of(1, 1), 1);
        run.gives(row(1, -0.0), new Op.View(PLAIN, Shape.of(1, 2), -0.0), x);
    }
}
