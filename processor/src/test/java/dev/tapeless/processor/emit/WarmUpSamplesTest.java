package dev.tapeless.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.runtime.support.Tiling;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.TreeSet;

/** The samples of a warm-up run tiles of every size behind the one that fills the panel. */
class WarmUpSamplesTest {

    @ParameterizedTest
    @ValueSource(ints = {CostModel.TILE_ROWS, CostModel.FEW_TILE_ROWS})
    void reachTilesOfEverySize(int most) {
        final Set<Integer> sizes = new TreeSet<>();
        for (final int samples : WarmUpWriter.SAMPLES) {
            if (samples >= CostModel.PACKING_TILE_ROWS) {
                int left = samples - Math.min(CostModel.PACKING_TILE_ROWS, most);
                left -= count(sizes, most, Tiling.rows(left, most));
                left -= count(sizes, most - 1, left / (most - 1) * (most - 1));
                left -= count(sizes, CostModel.REST_TILE_ROWS, left / 2 * 2);
                count(sizes, 1, left);
            }
        }
        assertEquals(Set.of(1, CostModel.REST_TILE_ROWS, most - 1, most), sizes);
    }

    private static int count(Set<Integer> sizes, int size, int rows) {
        if (rows > 0) {
            sizes.add(size);
        }
        return rows;
    }
}
