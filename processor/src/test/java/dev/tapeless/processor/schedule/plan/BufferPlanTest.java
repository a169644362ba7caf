package dev.tapeless.processor.schedule.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class BufferPlanTest {

    private final BufferPlan plan = new BufferPlan("rows", new LinkedHashSet<>());

    private record Life(Buffer buffer, int first, int last) {}

    @Test
    void rowsAreUsedAgainAfterTheLastRead() {
        final Buffer first = plan.take(4, 0, 1);
        assertSame(first, plan.take(4, 2, 3));
        assertEquals(List.of(new Buffer("rows0", Buffer.BATCH, 4)), plan.buffers());
    }

    @Test
    void rowsThatAreReadWhileTheNextAreWrittenAreNotShared() {
        final Buffer first = plan.take(4, 0, 1);
        assertNotEquals(first, plan.take(4, 1, 2));
        assertEquals(List.of("rows0", "rows1"), plan.buffers().stream().map(Buffer::name).toList());
    }

    @Test
    void theShortestRowsThatFitAreTaken() {
        plan.take(9, 0, 0);
        final Buffer middle = plan.take(5, 0, 0);
        plan.take(3, 0, 0);
        assertSame(middle, plan.take(4, 1, 1));
    }

    @Test
    void rowsThatAreTooShortAreNotTaken() {
        final Buffer narrow = plan.take(3, 0, 0);
        assertNotEquals(narrow, plan.take(4, 1, 1));
    }

    @Test
    void keptRowsAreNobodyElses() {
        final Buffer kept = plan.keep("hidden", 4);
        assertEquals("hidden", kept.name());
        assertNotEquals(kept, plan.take(4, 5, 6));
    }

    @Test
    void namesAreGivenOnceAcrossPlans() {
        final Set<String> names = new HashSet<>(Set.of("rows0", "hidden"));
        final BufferPlan other = new BufferPlan("rows", names);
        assertEquals("rows1", other.take(4, 0, 0).name());
        assertEquals("hidden_2", other.keep("hidden", 4).name());
        assertEquals("hidden_3", other.keep("hidden", 4).name());
        assertTrue(names.containsAll(Set.of("rows1", "hidden_2", "hidden_3")));
    }

    @Test
    void valuesThatLiveTogetherNeverShare() {
        final Random random = new Random(3);
        final List<Life> lives = new ArrayList<>();
        for (int time = 0; time < 300; time++) {
            final int last = time + random.nextInt(6);
            final int length = 1 + random.nextInt(8);
            final Buffer buffer = plan.take(length, time, last);
            assertTrue(buffer.rowLength() >= length);
            for (final Life other : lives) {
                assertTrue(!other.buffer.equals(buffer) || other.last < time || last < other.first);
            }
            lives.add(new Life(buffer, time, last));
        }
        assertTrue(plan.buffers().size() < 20, "shares: " + plan.buffers().size());
        assertEquals(
                plan.buffers().size(),
                plan.buffers().stream().map(Buffer::name).distinct().count());
    }
}
