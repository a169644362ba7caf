package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

class AxisNamesTest {

    private final AxisNames names = new AxisNames(List.of(Shape.BATCH, 4, 5));

    private static IndexMap map(int offset, Integer... coefficients) {
        return new IndexMap(List.of(new Affine(List.of(coefficients), offset)));
    }

    @Test
    void theBatchIsBAndTheOthersCountFromI() {
        assertEquals("[b, i, j]", names.indices(List.of(0, 1, 2)));
        assertEquals("[j]", names.indices(List.of(2)));
        assertEquals("[]", names.indices(List.of()));
        assertEquals("i", new AxisNames(List.of(7, Shape.BATCH)).name(0));
    }

    @Test
    void coordinatesAreWrittenAsFormulas() {
        assertEquals("[i]", names.indices(map(0, 0, 1, 0)));
        assertEquals("[2*i + j - 1]", names.indices(map(-1, 0, 2, 1)));
        assertEquals("[-i + 3]", names.indices(map(3, 0, -1, 0)));
        assertEquals("[i - 2*j]", names.indices(map(0, 0, 1, -2)));
        assertEquals("[-3]", names.indices(map(-3, 0, 0, 0)));
        assertEquals("[0]", names.indices(map(0, 0, 0, 0)));
    }

    @Test
    void moreAxesThanLettersHaveNumbers() {
        final AxisNames many = new AxisNames(Collections.nCopies(20, 2));
        assertEquals("z", many.name(17));
        assertEquals("i18", many.name(18));
        assertEquals("i19", many.name(19));
    }
}
