package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tapeless.processor.ir.expression.Expressions;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TypeInferenceTest {

    private static final Op.Reduce SUM = new Op.Reduce(Op.Reduce.Kind.SUM, List.of(1));

    private final GraphBuilder builder = new GraphBuilder();
    private final Node rows = builder.input("rows", Shape.of(3, 4).batched());
    private final Node table = builder.parameter("table", Shape.of(5, 4));
    private final Node index = index("index", Shape.of(3).batched());

    private Node index(String name, Shape shape) {
        return builder.apply(name, new Op.Input(name, shape, ElementType.INDEX), List.of());
    }

    private Node apply(Op op, Node... operands) {
        return builder.apply("", op, List.of(operands));
    }

    private void assertRefused(String message, Op op, Node... operands) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> apply(op, operands));
        assertEquals(message, refusal.getMessage());
    }

    private static Op.Map map(Shape shape, List<List<Integer>> projections) {
        return new Op.Map(Expressions.ZERO, projections, shape);
    }

    private static Op.Reduce reduce(Op.Reduce.Kind kind, Integer... axes) {
        return new Op.Reduce(kind, List.of(axes));
    }

    @Test
    void leavesHaveNoOperands() {
        final Shape shape = Shape.of(2);
        assertRefused("1 operands, not 0", new Op.Input("a", shape, ElementType.REAL), rows);
        assertRefused("1 operands, not 0", new Op.Parameter("a", shape), rows);
        assertRefused("1 operands, not 0", new Op.Random(1, shape), rows);
        assertRefused("1 operands, not 0", new Op.Iota(shape, 0), rows);
    }

    @Test
    void elementTypesFollowTheOperation() {
        assertEquals(ElementType.INDEX, index.type());
        assertEquals(ElementType.INDEX, apply(new Op.Iota(Shape.of(2), 0)).type());
        assertEquals(ElementType.INDEX, apply(reduce(Op.Reduce.Kind.ARGMAX, 2), rows).type());
        assertEquals(ElementType.REAL, apply(reduce(Op.Reduce.Kind.MAX, 1), index).type());
        assertEquals(
                ElementType.INDEX, apply(new Op.Reshape(Shape.of(1, 3).batched()), index).type());
        assertEquals(ElementType.INDEX, apply(new Op.Concatenate(1), index, index).type());
        assertEquals(
                ElementType.REAL, builder.map("real", SampleLayers.formula("a + 1"), index).type());
    }

    @Test
    void aMapReadsEachOperandAlongAscendingAxesOfEqualExtent() {
        final Shape shape = rows.shape();
        assertEquals(shape, apply(map(shape, List.of(List.of(0, 1))), index).shape());
        assertRefused("0 operands, not 1", map(shape, List.of(List.of(0, 1))));
        assertRefused("projection [0] of [B, 3]", map(shape, List.of(List.of(0))), index);
        assertRefused(
                "operand 0 of shape [B, 3] in a map of [B, 3, 4]",
                map(shape, List.of(List.of(0, 2))),
                index);
        final Shape square = Shape.of(3, 3);
        final Node matrix = builder.parameter("matrix", square);
        assertRefused("descending [1, 0]", map(square, List.of(List.of(1, 0))), matrix);
        assertRefused("descending [1, 1]", map(square, List.of(List.of(1, 1))), matrix);
    }

    @Test
    void aContractionHasAMapForEveryOperandAndTheResult() {
        final List<Integer> space = List.of(5, 4);
        final IndexMap plain = IndexMap.ofAxes(2, 0, 1);
        final Shape column = Shape.of(5);
        final IndexMap target = IndexMap.ofAxes(2, 0);
        assertEquals(
                column,
                apply(new Op.Contract(space, List.of(plain), target, column), table).shape());
        assertRefused(
                "1 operands, not 2",
                new Op.Contract(space, List.of(plain, plain), target, column),
                table);
        assertRefused(
                "coordinates for [5, 4]",
                new Op.Contract(space, List.of(target), target, column),
                table);
        assertRefused(
                "coordinates for [5]",
                new Op.Contract(space, List.of(plain), plain, column),
                table);
        assertRefused(
                "axes of Affine[coefficients=[1, 0, 0], offset=0]",
                new Op.Contract(space, List.of(IndexMap.ofAxes(3, 0, 1)), target, column),
                table);
    }

    @Test
    void theBatchIsReadAsItIs() {
        final Shape shape = Shape.of(3).batched();
        final IndexMap moved = new IndexMap(List.of(Affine.axis(2, 0).plus(1), Affine.axis(2, 1)));
        final String message = "the batch axis of [B, 3] must be read as it is";
        assertRefused(message, new Op.View(moved, shape, 0), index);
        assertRefused(message, new Op.View(IndexMap.ofAxes(2, 1, 0), shape, 0), index);
        assertRefused(message, new Op.View(IndexMap.ofAxes(2, 0, 1), Shape.of(3, 3), 0), index);
        assertRefused("0 operands, not 1", new Op.View(moved, shape, 0));
    }

    @Test
    void aReductionRemovesAxes() {
        assertEquals(Shape.of(4).batched(), apply(SUM, rows).shape());
        assertEquals(Shape.SCALAR, apply(reduce(Op.Reduce.Kind.SUM, 0, 1, 2), rows).shape());
        assertEquals(rows.shape(), apply(reduce(Op.Reduce.Kind.MAX), rows).shape());
        assertRefused("[3] of [B, 3, 4]", reduce(Op.Reduce.Kind.SUM, 3), rows);
        assertRefused("[1, 1] of [B, 3, 4]", reduce(Op.Reduce.Kind.SUM, 1, 1), rows);
        assertRefused("argmax over [1, 2]", reduce(Op.Reduce.Kind.ARGMAX, 1, 2), rows);
        assertRefused("argmax over []", reduce(Op.Reduce.Kind.ARGMAX), rows);
        assertRefused("2 operands, not 1", SUM, rows, rows);
    }

    @Test
    void gatheringPutsRowsInThePlaceOfIndices() {
        assertEquals(Shape.of(3, 4).batched(), apply(new Op.Gather(), table, index).shape());
        assertEquals(Shape.of(3, 4, 4).batched(), apply(new Op.Gather(), table, rows).shape());
        assertRefused("samples as the rows of a table", new Op.Gather(), rows, index);
        assertRefused("1 operands, not 2", new Op.Gather(), table);
    }

    @Test
    void scatteringNeedsAnUpdateForEveryIndex() {
        final Op scatter = new Op.ScatterAdd(Shape.of(5, 4));
        assertEquals(Shape.of(5, 4), apply(scatter, index, rows).shape());
        assertRefused("updates of shape [B, 3, 4] for a table [5, 4]", scatter, rows, rows);
        assertRefused(
                "samples as the rows of a table",
                new Op.ScatterAdd(Shape.of(4).batched()),
                index,
                rows);
        assertRefused("updates of shape [5, 4] for a table [5, 4]", scatter, index, table);
        assertRefused("1 operands, not 2", scatter, index);
    }

    @Test
    void aReshapeKeepsElementsAndBatch() {
        assertEquals(
                Shape.of(12).batched(),
                apply(new Op.Reshape(Shape.of(12).batched()), rows).shape());
        assertRefused("[B, 3, 4] as [12]", new Op.Reshape(Shape.of(12)), rows);
        assertRefused("[B, 3, 4] as [B, 11]", new Op.Reshape(Shape.of(11).batched()), rows);
        assertRefused("0 operands, not 1", new Op.Reshape(Shape.SCALAR));
    }

    @Test
    void partsAreConcatenatedAlongOneAxisThatIsNotTheBatch() {
        final Node wide = builder.input("wide", Shape.of(7, 4).batched());
        assertEquals(
                Shape.of(13, 4).batched(), apply(new Op.Concatenate(1), rows, wide, rows).shape());
        assertRefused("nothing to concatenate", new Op.Concatenate(1));
        assertRefused("concatenation along the batch", new Op.Concatenate(0), rows, rows);
        assertRefused("parts [B, 7, 4] and [-1, 3, 4]", new Op.Concatenate(2), rows, wide);
    }

    @Test
    void aScanStacksItsEmissions() {
        final Node scan = Scans.runningSum(builder, 3, false);
        assertEquals(List.of(Shape.of(2).batched(), Shape.of(3, 2).batched()), scan.shapes());
        assertEquals(Shape.of(3, 2).batched(), apply(new Op.Pick(1), scan).shape());
        final Node start = scan.operands().get(0);
        final Node sequence = scan.operands().get(1);
        final Op op = scan.op();
        assertRefused("2 operands, not 3", op, start, sequence);
        assertRefused(
                "operand 0 of shape [B, 3, 2] for a body input [B, 2]",
                op,
                sequence,
                sequence,
                start);
        assertRefused("operand 1 of shape [B, 2] for a body input [B, 2]", op, start, start, start);
        assertRefused("2 operands, not 1", new Op.Pick(0), scan, scan);
    }

    @Test
    void aStateKeepsItsShape() {
        final GraphBuilder inner = new GraphBuilder();
        final Node state = inner.input("state", Shape.of(2).batched());
        final Node total = inner.reduce("total", Op.Reduce.Kind.SUM, state, 1);
        final Graph body = Graph.of(List.of(state), Map.of("state", total));
        final Node start = builder.input("start", Shape.of(2).batched());
        assertRefused("state 0", new Op.Scan(body, 1, 0, 3, false), start);
    }
}
