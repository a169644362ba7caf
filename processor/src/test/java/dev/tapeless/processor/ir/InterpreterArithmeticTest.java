package dev.tapeless.processor.ir;

import static dev.tapeless.processor.ir.InterpreterRun.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.tapeless.processor.ir.expression.Expression;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Elementwise operations, sums of products and reductions, computed by hand. */
class InterpreterArithmeticTest {

    private static final IndexMap FIRST = IndexMap.ofAxes(3, 0, 1);

    private final InterpreterRun run = new InterpreterRun(2);

    private static Op.Reduce reduce(Op.Reduce.Kind kind, Integer... axes) {
        return new Op.Reduce(kind, List.of(axes));
    }

    @Test
    void aMapBroadcastsAlongTheAxesThatAnOperandLacks() {
        final Node matrix = run.real(Shape.of(3).batched(), 1, 2, 3, 4, 5, 6);
        final Node perSample = run.real(Shape.SCALAR.batched(), 10, 20);
        final Node perColumn = run.real(Shape.of(3), 100, 200, 300);
        final Node scalar = run.real(Shape.SCALAR, 1000);
        run.gives(
                row(1111, 1212, 1313, 1124, 1225, 1326),
                new Op.Map(
                        SampleLayers.formula("a + b + c + d"),
                        List.of(List.of(0, 1), List.of(0), List.of(1), List.of()),
                        Shape.of(3).batched()),
                matrix,
                perSample,
                perColumn,
                scalar);
    }

    @Test
    void aMapWithoutOperandsFillsWithItsConstant() {
        run.gives(
                row(-0.0, -0.0, -0.0, -0.0),
                new Op.Map(new Expression.Constant(-0.0), List.of(), Shape.of(2).batched()));
    }

    @Test
    void aMapReadsOneOperandAtTwoPlaces() {
        final Node x = run.real(Shape.of(3), 1, 2, 4);
        run.gives(
                row(0, -1, -3, 1, 0, -2, 3, 2, 0),
                new Op.Map(
                        SampleLayers.formula("a - b"),
                        List.of(List.of(0), List.of(1)),
                        Shape.of(3, 3)),
                x,
                x);
    }

    @Test
    void aDenseLayerIsAMatrixProductForEverySample() {
        final Node x = run.real(Shape.of(3).batched(), 1, 2, 3, -1, 0, 4);
        final Node w = run.real(Shape.of(3, 2), 1, 10, 2, 20, 3, 30);
        run.gives(
                row(14, 140, 11, 110),
                new Op.Contract(
                        List.of(Shape.BATCH, 3, 2),
                        List.of(FIRST, IndexMap.ofAxes(3, 1, 2)),
                        IndexMap.ofAxes(3, 0, 2),
                        Shape.of(2).batched()),
                x,
                w);
    }

    @Test
    void aWeightGradientSumsOverTheBatch() {
        final Node x = run.real(Shape.of(2).batched(), 1, 2, 3, 4);
        final Node dy = run.real(Shape.of(1).batched(), 10, 100);
        run.gives(
                row(310, 420),
                new Op.Contract(
                        List.of(Shape.BATCH, 2, 1),
                        List.of(FIRST, IndexMap.ofAxes(3, 0, 2)),
                        IndexMap.ofAxes(3, 1, 2),
                        Shape.of(2, 1)),
                x,
                dy);
    }

    @Test
    void aConvolutionWithPaddingAndStrideLeavesOutWhatLiesOutside() {
        final Node x = run.real(Shape.of(5), 1, 2, 3, 4, 5);
        final Node taps = run.real(Shape.of(3), 1, 10, 100);
        final Affine window = Affine.scaled(2, 0, 2).plus(Affine.axis(2, 1)).plus(-1);
        run.gives(
                row(210, 432, 54),
                new Op.Contract(
                        List.of(3, 3),
                        List.of(new IndexMap(List.of(window)), IndexMap.ofAxes(2, 1)),
                        IndexMap.ofAxes(2, 0),
                        Shape.of(3)),
                x,
                taps);
    }

    @Test
    void whatLiesOutsideIsNotMultiplied() {
        final Node x = run.real(Shape.of(1), 2);
        final Node taps = run.real(Shape.of(2), 3, Double.NaN);
        run.gives(
                row(6),
                new Op.Contract(
                        List.of(2),
                        List.of(IndexMap.ofAxes(1, 0), IndexMap.ofAxes(1, 0)),
                        new IndexMap(List.of(new Affine(List.of(0), 0))),
                        Shape.of(1)),
                x,
                taps);
    }

    @Test
    void theAdjointOfAWindowAddsWhatOverlaps() {
        final Node dy = run.real(Shape.of(2, 2), 1, 2, 10, 20);
        final Affine place = Affine.axis(2, 0).plus(Affine.axis(2, 1));
        run.gives(
                row(1, 12, 20),
                new Op.Contract(
                        List.of(2, 2),
                        List.of(IndexMap.ofAxes(2, 0, 1)),
                        new IndexMap(List.of(place)),
                        Shape.of(3)),
                dy);
    }

    @Test
    void aBatchedProductHasAMatrixForEverySample() {
        final Node a = run.real(Shape.of(1, 2).batched(), 1, 2, 3, 4);
        final Node b = run.real(Shape.of(2, 1).batched(), 5, 6, 7, 8);
        run.gives(
                row(17, 53),
                new Op.Contract(
                        List.of(Shape.BATCH, 1, 2, 1),
                        List.of(IndexMap.ofAxes(4, 0, 1, 2), IndexMap.ofAxes(4, 0, 2, 3)),
                        IndexMap.ofAxes(4, 0, 1, 3),
                        Shape.of(1, 1).batched()),
                a,
                b);
    }

    @Test
    void sumsRunOverAnyAxes() {
        final Node x = run.real(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        run.gives(row(6, 15), reduce(Op.Reduce.Kind.SUM, 1), x);
        run.gives(row(5, 7, 9), reduce(Op.Reduce.Kind.SUM, 0), x);
        run.gives(row(21), reduce(Op.Reduce.Kind.SUM, 0, 1), x);
        run.gives(row(1, 2, 3, 4, 5, 6), reduce(Op.Reduce.Kind.SUM), x);
        run.gives(row(1, 2, 3, 4, 5, 6), reduce(Op.Reduce.Kind.MAX), x);
    }

    @Test
    void aSumOverTheBatchCountsEverySample() {
        final Node x = run.real(Shape.of(2).batched(), 1, 2, 30, 40);
        run.gives(row(31, 42), reduce(Op.Reduce.Kind.SUM, 0), x);
        run.gives(row(73), reduce(Op.Reduce.Kind.SUM, 0, 1), x);
    }

    @Test
    void theLargestAndTheFirstPlaceOfTheLargest() {
        final Node x = run.real(Shape.of(2, 3), -5, -2, -2, 7, 1, 7);
        run.gives(row(-2, 7), reduce(Op.Reduce.Kind.MAX, 1), x);
        run.gives(row(1, 0), reduce(Op.Reduce.Kind.ARGMAX, 1), x);
        run.gives(row(1, 1, 1), reduce(Op.Reduce.Kind.ARGMAX, 0), x);
    }

    @Test
    void theLargestOfInfinitiesAndOfNumbersThatAreNone() {
        final double low = Double.NEGATIVE_INFINITY;
        final Node x = run.real(Shape.of(2, 2), low, low, Double.NaN, 3);
        assertArrayEquals(
                row(low, Double.NaN), run.value(run.builder.reduce("m", Op.Reduce.Kind.MAX, x, 1)));
    }
}
