package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;

class SimplifyMovesTest {

    private static final Shape ROWS = Shape.of(2, 2).batched();
    private static final IndexMap PLAIN = IndexMap.ofAxes(3, 0, 1, 2);
    private static final IndexMap SWAPPED = IndexMap.ofAxes(3, 0, 2, 1);

    private final RewriteCase rewrite = new RewriteCase(SimplifyMoves::run);
    private final Node x = rewrite.input("x", ROWS);

    private Node apply(String label, Op op, Node... operands) {
        return rewrite.builder.apply(label, op, List.of(operands));
    }

    /** Something to read the value, so that it is not itself the output. */
    private RewriteCase read(Node value) {
        return rewrite.output(rewrite.layers.map("y", "tanh(a)", value));
    }

    private void vanishes(Op op) {
        read(apply("moved", op, x)).becomes("y [B, 2, 2] = tanh(x)\nreturn y = y\n");
    }

    @Test
    void aReshapeToTheSameShapeVanishes() {
        vanishes(new Op.Reshape(ROWS));
    }

    @Test
    void aViewOfEveryElementAtItsPlaceVanishes() {
        vanishes(new Op.View(PLAIN, ROWS, 7));
    }

    @Test
    void aSumOfOneTermEachVanishes() {
        vanishes(new Op.Contract(ROWS.extents(), List.of(PLAIN), PLAIN, ROWS));
    }

    @Test
    void aConcatenationOfOnePartVanishes() {
        vanishes(new Op.Concatenate(1));
    }

    @Test
    void aReductionOverNoAxesVanishes() {
        vanishes(new Op.Reduce(Op.Reduce.Kind.SUM, List.of()));
        vanishes(new Op.Reduce(Op.Reduce.Kind.MAX, List.of()));
    }

    @Test
    void onlyTheLastOfSeveralReshapesCounts() {
        final Node flat = apply("flat", new Op.Reshape(Shape.of(4).batched()), x);
        final Node column = apply("column", new Op.Reshape(Shape.of(4, 1).batched()), flat);
        rewrite.output(column).becomes("column [B, 4, 1] = reshape(x)\nreturn column = column\n");
    }

    @Test
    void aReshapeThereAndBackVanishes() {
        final Node flat = apply("flat", new Op.Reshape(Shape.of(4).batched()), x);
        read(apply("back", new Op.Reshape(ROWS), flat))
                .becomes("y [B, 2, 2] = tanh(x)\nreturn y = y\n");
    }

    @Test
    void anIdleMoveThatACallerSeesIsTheValue() {
        rewrite.output(apply("y", new Op.Concatenate(2), x)).becomes("return y = x\n");
    }

    @Test
    void whatMovesElementsStays() {
        final IndexMap shifted =
                new IndexMap(
                        List.of(Affine.axis(3, 0), Affine.axis(3, 1).plus(1), Affine.axis(3, 2)));
        rewrite.output(apply("transposed", new Op.View(SWAPPED, ROWS, 0), x))
                .output(apply("shifted", new Op.View(shifted, ROWS, 0), x))
                .output(apply("flat", new Op.Reshape(Shape.of(4).batched()), x))
                .output(apply("twice", new Op.Concatenate(1), x, x))
                .output(apply("sum", new Op.Reduce(Op.Reduce.Kind.SUM, List.of(1)), x))
                .stays();
    }

    @Test
    void aSliceFromTheStartStays() {
        rewrite.output(apply("y", new Op.View(PLAIN, Shape.of(1, 2).batched(), 0), x)).stays();
    }

    @Test
    void aSquareOfTwoOperandsStays() {
        rewrite.output(
                        apply(
                                "y",
                                new Op.Contract(ROWS.extents(), List.of(PLAIN, PLAIN), PLAIN, ROWS),
                                x,
                                x))
                .stays();
    }

    @Test
    void aTransposedSumStays() {
        rewrite.output(
                        apply(
                                "y",
                                new Op.Contract(ROWS.extents(), List.of(PLAIN), SWAPPED, ROWS),
                                x))
                .stays();
    }
}
