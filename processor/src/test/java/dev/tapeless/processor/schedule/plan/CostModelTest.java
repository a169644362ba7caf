package dev.tapeless.processor.schedule.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.runtime.support.Tiling;

import org.junit.jupiter.api.Test;

class CostModelTest {

    @Test
    void panelsHaveTheRoomThatTheRuntimeNeeds() {
        assertEquals(Tiling.EXTRA, CostModel.PANEL_EXTRA);
    }
}
