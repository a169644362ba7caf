package dev.tapeless.processor.schedule.nest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class CoverageTest {

    private static Op.Contract along(int stride, int steps, int window, int extent) {
        final Affine coordinate = Affine.scaled(2, 0, stride).plus(Affine.axis(2, 1));
        return new Op.Contract(
                List.of(steps, window),
                List.of(),
                new IndexMap(List.of(coordinate)),
                Shape.of(extent));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4, 2, 5, false",
        "2, 4, 2, 8, true",
        "2, 4, 3, 9, false",
        "3, 4, 2, 12, true",
        "1, 1, 2, 2, true",
        "1, 4, 1, 4, true"
    })
    void windowsThatDoNotOverlapMeetNoElementTwice(
            int stride, int steps, int window, int extent, boolean isSingle) {
        final Op.Contract op = along(stride, steps, window, extent);
        assertEquals(isSingle, Coverage.isSingle(op, op.extents(), List.of(0, 1)));
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 2, 8, true", "3, 4, 2, 12, false"})
    void gapsBetweenWindowsAreLeft(int stride, int steps, int window, int extent, boolean isWhole) {
        final Op.Contract op = along(stride, steps, window, extent);
        assertEquals(isWhole, Coverage.isWhole(op, op.extents(), List.of(0, 1)));
    }

    @Test
    void anAxisOnTwoCoordinatesMeetsADiagonal() {
        final Op.Contract diagonal =
                new Op.Contract(List.of(3), List.of(), IndexMap.ofAxes(1, 0, 0), Shape.of(3, 3));
        assertEquals(false, Coverage.isSingle(diagonal, List.of(3), List.of(0)));
        assertEquals(false, Coverage.isWhole(diagonal, List.of(3), List.of(0)));
    }
}
