package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class AffineTest {

    @Test
    void anAxisIsItsOwnCoordinate() {
        final Affine second = Affine.axis(3, 1);
        assertEquals(List.of(0, 1, 0), second.coefficients());
        assertEquals(5, second.at(2, 5, 7));
        assertEquals(1, second.plainAxis());
    }

    @Test
    void aConvolutionReadsStrideTimesPositionPlusTapLessPadding() {
        final Affine window = Affine.scaled(2, 0, 2).plus(Affine.axis(2, 1)).plus(-1);
        assertEquals(new Affine(List.of(2, 1), -1), window);
        assertEquals(-1, window.at(0, 0));
        assertEquals(7, window.at(3, 2));
        assertEquals(-1, window.plainAxis());
    }

    @Test
    void onlyOneAxisWithFactorOneAndNoOffsetIsPlain() {
        assertEquals(0, new Affine(List.of(1, 0), 0).plainAxis());
        assertEquals(-1, new Affine(List.of(1, 0), 1).plainAxis());
        assertEquals(-1, new Affine(List.of(1, 1), 0).plainAxis());
        assertEquals(-1, new Affine(List.of(2, 0), 0).plainAxis());
        assertEquals(-1, new Affine(List.of(-1, 0), 0).plainAxis());
        assertEquals(-1, new Affine(List.of(0, 0), 0).plainAxis());
        assertEquals(-1, new Affine(List.of(), 0).plainAxis());
    }

    @Test
    void withoutAxesOnlyTheOffsetRemains() {
        assertEquals(4, new Affine(List.of(), 4).at());
    }

    @Test
    void coordinatesThatCancelBecomeAConstant() {
        final Affine zero = Affine.axis(1, 0).plus(Affine.scaled(1, 0, -1));
        assertEquals(new Affine(List.of(0), 0), zero);
        assertEquals(0, zero.at(9));
    }

    @Test
    void keepsACopyThatNobodyChanges() {
        final List<Integer> coefficients = new ArrayList<>(List.of(1));
        final Affine affine = new Affine(coefficients, 0);
        coefficients.set(0, 2);
        assertEquals(List.of(1), affine.coefficients());
        assertThrows(UnsupportedOperationException.class, () -> affine.coefficients().set(0, 3));
    }
}
