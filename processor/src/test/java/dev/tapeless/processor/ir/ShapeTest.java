package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ShapeTest {

    @Test
    void theBatchComesFirst() {
        final Shape batched = Shape.of(28, 28).batched();
        assertEquals(List.of(Shape.BATCH, 28, 28), batched.extents());
        assertTrue(batched.isBatched());
        assertEquals(3, batched.rank());
        assertEquals(28, batched.extent(2));
        assertEquals(Shape.of(28, 28), batched.sample());
        assertEquals("[B, 28, 28]", batched.toString());
    }

    @Test
    void aShapeWithoutBatchIsItsOwnSample() {
        final Shape shape = Shape.of(3);
        assertFalse(shape.isBatched());
        assertSame(shape, shape.sample());
        assertEquals("[3]", shape.toString());
    }

    @Test
    void aScalarIsOneElement() {
        assertEquals(1, Shape.SCALAR.elements());
        assertEquals("[]", Shape.SCALAR.toString());
        assertFalse(Shape.SCALAR.isBatched());
        assertEquals(Shape.SCALAR, Shape.SCALAR.batched().sample());
        assertEquals(1, Shape.SCALAR.batched().elements());
    }

    @Test
    void elementsAreThoseOfOneSample() {
        assertEquals(6, Shape.of(2, 3).batched().elements());
        assertEquals(6, Shape.of(2, 3).elements());
    }

    @Test
    void elementCountsBeyondAnIntAreExact() {
        assertEquals(1L << 40, Shape.of(1 << 20, 1 << 20).elements());
    }

    @Test
    void elementCountsBeyondALongAreRefused() {
        final Shape shape = Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 4);
        assertThrows(ArithmeticException.class, shape::elements);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2, Integer.MIN_VALUE})
    void anExtentBelowOneIsRefused(int extent) {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Shape.of(2, extent));
        assertEquals("extent " + extent + " on axis 1", refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Shape.of(extent));
    }

    @Test
    void onlyTheFirstAxisMayBeTheBatch() {
        final IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Shape.of(2, Shape.BATCH));
        assertEquals("extent -1 on axis 1", refusal.getMessage());
        final Shape batched = Shape.of(2).batched();
        assertThrows(IllegalArgumentException.class, batched::batched);
    }
}
