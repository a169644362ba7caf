package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilingTest {

    private int readings;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6})
    void tilesOfTwoSizesTakeAllRowsWhereTheyCan(int size) {
        for (int rows = 0; rows < 200; rows++) {
            int large = Tiling.rows(rows, size);
            int others = rows - large;
            assertEquals(0, large % size, "rows " + rows);
            assertTrue(large >= 0 && others >= 0, "rows " + rows);
            boolean canBe = false;
            for (int tiles = 0; tiles * size <= rows; tiles++) {
                canBe |= (rows - tiles * size) % (size - 1) == 0;
            }
            assertTrue(others % (size - 1) == 0 || !canBe, "rows " + rows);
        }
    }

    @Test
    void aStartHoldsForSomeCalls() {
        float[] panel = new float[64 + Tiling.EXTRA];
        int start = 0;
        // Until reading is compiled, and no other thread has the processor.
        for (int call = 0; call < 100_000 && panel[panel.length - 1] == 0; call++) {
            start = Tiling.start(panel, this::read);
        }
        int once = readings;
        assertTrue(start >= 0 && start < 16 && start % 2 == 0, "start " + start);
        for (int call = 1; call < 1000; call++) {
            assertEquals(start, Tiling.start(panel, this::read));
        }
        assertEquals(once, readings);
        Tiling.start(panel, this::read);
        assertTrue(readings > once);
    }

    @Test
    void doublesBeginAtAnyElementOfALine() {
        double[] panel = new double[64 + Tiling.EXTRA];
        int start = Tiling.start(panel, this::read);
        assertTrue(start >= 0 && start < 8, "start " + start);
    }

    @Test
    void readingsThatAreNotCompiledYetAreGivenUp() {
        float[] panel = new float[64 + Tiling.EXTRA];
        for (int call = 0; call < 3; call++) {
            readings = 0;
            assertEquals(0, Tiling.start(panel, this::readSlowly));
            assertTrue(readings < 10, "readings " + readings);
        }
    }

    @Test
    void everyStartIsRead() {
        boolean[] isRead = new boolean[16];
        float[] panel = new float[64 + Tiling.EXTRA];
        // Another thread may take the processor for longer than a reading may last.
        for (int attempt = 0; attempt < 10_000; attempt++) {
            Tiling.start(
                    panel,
                    (row, start) -> {
                        isRead[start] = true;
                        return 0;
                    });
        }
        for (int start = 0; start < 16; start++) {
            assertEquals(start % 2 == 0, isRead[start], "start " + start);
        }
    }

    private double read(Object panel, int start) {
        readings++;
        return start;
    }

    private double readSlowly(Object panel, int start) {
        readings++;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 400_000) {
            Thread.onSpinWait();
        }
        return start;
    }
}
