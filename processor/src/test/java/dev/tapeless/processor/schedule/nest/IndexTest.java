package dev.tapeless.processor.schedule.nest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.schedule.code.Value;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class IndexTest {

    private static final Counter I = new Counter("i", 4);
    private static final Counter J = new Counter("j", 3);

    private static final Index TWO_I_PLUS_J_MINUS_ONE =
            Index.of(new Affine(List.of(2, 1), -1), List.of(Index.of(I), Index.of(J)));

    @Test
    void isALinearFunctionOfCounters() {
        assertEquals(new Index(Map.of(I, 2, J, 1), -1), TWO_I_PLUS_J_MINUS_ONE);
        assertEquals(2, TWO_I_PLUS_J_MINUS_ONE.factor(I));
        assertEquals(
                Index.of(Affine.axis(1, 0), List.of(Index.of(J))).plus(Index.of(-1)),
                TWO_I_PLUS_J_MINUS_ONE.without(I));
    }

    @Test
    void knowsItsReach() {
        assertEquals(-1, TWO_I_PLUS_J_MINUS_ONE.least());
        assertEquals(7, TWO_I_PLUS_J_MINUS_ONE.most());
        assertEquals(-7, TWO_I_PLUS_J_MINUS_ONE.times(-1).least());
        assertEquals(1, TWO_I_PLUS_J_MINUS_ONE.times(-1).most());
    }

    @Test
    void whatVanishesIsGone() {
        final Index i = Index.of(I);
        assertEquals(Index.of(0), i.plus(i.times(-1)));
        assertEquals(Index.of(0), i.times(0));
        assertEquals(Index.of(0), Index.of(new Counter("once", 1)));
    }

    @Test
    void atomsNeedNoArithmetic() {
        assertTrue(Index.of(I).isAtom());
        assertTrue(Index.of(5).isAtom());
        assertFalse(Index.of(-5).isAtom());
        assertFalse(Index.of(I).times(2).isAtom());
        assertFalse(Index.of(I).plus(Index.of(1)).isAtom());
    }

    @Test
    void isWrittenWithItsSumsBeforeItsDifferences() {
        final Value i = Value.name("i");
        final Value twoJ = Value.product(Value.name("j"), new Value.Whole(2));
        assertEquals(i, Index.of(I).value());
        assertEquals(new Value.Whole(-3), Index.of(-3).value());
        assertEquals(
                Value.difference(new Value.Whole(7), i),
                Index.of(I).times(-1).plus(Index.of(7)).value());
        assertEquals(
                Value.difference(Value.difference(i, twoJ), new Value.Whole(1)),
                Index.of(I).plus(Index.of(J).times(-2)).plus(Index.of(-1)).value());
    }
}
