package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RowTypeTest {

    @Test
    void knowsBothRowTypes() {
        assertSame(RowType.FLOAT, RowType.of(new float[1][2]));
        assertSame(RowType.DOUBLE, RowType.of(new double[1][2]));
        assertArrayEquals(new float[2][3], RowType.FLOAT.newRows(2, 3));
        assertArrayEquals(new double[2][3], RowType.DOUBLE.newRows(2, 3));
        assertArrayEquals(new float[2][], RowType.FLOAT.newReferences(2));
        assertArrayEquals(new double[2][], RowType.DOUBLE.newReferences(2));
        assertEquals(3, RowType.FLOAT.length(new float[3]));
        assertEquals(3, RowType.DOUBLE.length(new double[3]));
        double[] into = new double[2];
        RowType.FLOAT.copy(new float[] {1, 2}, into);
        assertArrayEquals(new double[] {1, 2}, into);
        RowType.DOUBLE.copy(new double[] {3, 4}, into);
        assertArrayEquals(new double[] {3, 4}, into);
    }

    @Test
    void refusesOthers() {
        assertEquals(
                "rows are of type int[], expected float[] or double[]",
                assertThrows(IllegalArgumentException.class, () -> RowType.of(new int[1][1]))
                        .getMessage());
    }
}
