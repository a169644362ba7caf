package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;

import org.junit.jupiter.api.Test;

import java.util.List;

class ElementwiseTest {

    private static final List<String> NAMES = List.of("r0", "r1", "r2", "r3", "r4", "r5");

    private final GraphBuilder builder = new GraphBuilder();
    private final Node matrix = builder.input("matrix", Shape.of(3, 4));
    private final Node column = builder.input("column", Shape.of(3));
    private final Node row = builder.input("row", Shape.of(4));

    private static Elementwise of(String formula, Shape shape, Read... reads) {
        return new Elementwise(SampleLayers.formula(formula), List.of(reads), shape);
    }

    private static String body(Elementwise form) {
        return ExpressionPrinter.print(form.body(), NAMES);
    }

    @Test
    void axesOfTheInnerReadsAreThoseOfTheOuterResult() {
        final Elementwise inner = of("tanh(a)", Shape.of(4), new Read(row, List.of(0)));
        final Node value = inner.build(builder, "inner");
        final Elementwise outer =
                of("a * b", matrix.shape(), Read.inPlace(matrix), new Read(value, List.of(1)));
        final Elementwise whole = outer.inline(1, inner).simplified();
        assertEquals("r0 * tanh(r1)", body(whole));
        assertEquals(List.of(Read.inPlace(matrix), new Read(row, List.of(1))), whole.reads());
    }

    @Test
    void theSameNodeReadAtTwoPlacesIsTwoReads() {
        final Node square = builder.input("square", Shape.of(3));
        final Elementwise form =
                of(
                                "a - b",
                                Shape.of(3, 3),
                                new Read(square, List.of(0)),
                                new Read(square, List.of(1)))
                        .simplified();
        assertEquals("r0 - r1", body(form));
        assertEquals(2, form.reads().size());
    }

    @Test
    void theSameNodeReadAtOnePlaceIsOneRead() {
        final Read read = Read.inPlace(matrix);
        final Elementwise form = of("a * b + c", matrix.shape(), read, read, read).simplified();
        assertEquals(List.of(read), form.reads());
    }

    @Test
    void readsStandInTheOrderInWhichTheBodyNamesThem() {
        final Read first = new Read(column, List.of(0));
        final Read second = new Read(row, List.of(1));
        final Elementwise form = of("b / a", matrix.shape(), first, second).simplified();
        assertEquals("r0 / r1", body(form));
        assertEquals(List.of(second, first), form.reads());
    }

    @Test
    void onlyAnUnchangedReadInPlaceIsAnIdentity() {
        assertTrue(of("a", matrix.shape(), Read.inPlace(matrix)).isIdentity());
        final Elementwise broadcast = of("a", matrix.shape(), new Read(row, List.of(1)));
        assertTrue(broadcast.isCopy());
        assertFalse(broadcast.isIdentity());
        assertFalse(of("-a", matrix.shape(), Read.inPlace(matrix)).isCopy());
    }

    @Test
    void wholeNumbersAreNotCopiedAsRealOnes() {
        final Node place = builder.apply("place", new Op.Iota(Shape.of(3), 0), List.of());
        final Elementwise form = of("a", Shape.of(3), Read.inPlace(place));
        assertFalse(form.isCopy());
        final Node real = form.build(builder, "real");
        assertNotSame(place, real);
        assertEquals(ElementType.REAL, real.type());
    }

    @Test
    void anIdentityBuildsNoNode() {
        assertSame(matrix, of("a", matrix.shape(), Read.inPlace(matrix)).build(builder, "copy"));
    }

    @Test
    void theAxesThatAReadLeavesOut() {
        final Elementwise form =
                of("a + b", matrix.shape(), new Read(column, List.of(0)), Read.inPlace(matrix));
        assertEquals(List.of(1), form.leftOut(0));
        assertEquals(List.of(), form.leftOut(1));
    }
}
