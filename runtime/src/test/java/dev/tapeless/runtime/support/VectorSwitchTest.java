package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class VectorSwitchTest {

    private static final long LONG_ENOUGH = 60;

    @Test
    void startsPlainAndChangesOverWhenTold() {
        AtomicInteger rounds = new AtomicInteger();
        VectorSwitch vectors = of(rounds::incrementAndGet, true, "auto");
        assertFalse(vectors.isOn());
        vectors.warmUp();
        assertTrue(vectors.isOn());
        int once = rounds.get();
        assertTrue(once > 0);
        vectors.warmUp();
        assertEquals(once, rounds.get());
    }

    @Test
    void changesOverByItselfBesideTheWork() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Thread own = Thread.currentThread();
        VectorSwitch vectors =
                of(
                        () -> {
                            assertTrue(own != Thread.currentThread());
                            started.countDown();
                        },
                        true,
                        "auto");
        for (int call = 0; call < 10_000; call++) {
            vectors.isOn();
        }
        assertTrue(started.await(LONG_ENOUGH, TimeUnit.SECONDS));
        vectors.warmUp(); // waits for the other thread
        assertTrue(vectors.isOn());
    }

    @Test
    void neverWithoutTheModuleOrWhenSwitchedOff() {
        for (VectorSwitch vectors :
                new VectorSwitch[] {
                    of(VectorSwitchTest::mustNotRun, false, "on"),
                    of(VectorSwitchTest::mustNotRun, false, "auto"),
                    of(VectorSwitchTest::mustNotRun, true, "OFF")
                }) {
            for (int call = 0; call < 10_000; call++) {
                assertFalse(vectors.isOn());
            }
            vectors.warmUp();
            assertFalse(vectors.isOn());
        }
    }

    @Test
    void atOnceWhenSwitchedOn() {
        assertTrue(of(VectorSwitchTest::mustNotRun, true, "on").isOn());
    }

    @Test
    void warmsUpWhenToldAlsoWhereItIsSwitchedOn() {
        AtomicInteger rounds = new AtomicInteger();
        VectorSwitch vectors = of(rounds::incrementAndGet, true, "on");
        vectors.warmUp();
        assertTrue(vectors.isOn());
        assertTrue(rounds.get() > 0);
    }

    @Test
    void neverWhereTheProcessorHasNoVectorsAsWide() {
        for (String setting : new String[] {"on", "auto"}) {
            VectorSwitch vectors =
                    VectorSwitch.of(
                            VectorSwitchTest::mustNotRun,
                            VectorSwitchTest::mustNotRun,
                            () -> false,
                            true,
                            setting);
            assertFalse(vectors.isOn());
            vectors.warmUp();
            assertFalse(vectors.isOn());
        }
    }

    @Test
    void operationsAreShownBeforeTheFirstKernelsOfAJvm() {
        AtomicInteger operations = new AtomicInteger();
        WarmUp.begin(operations::incrementAndGet);
        WarmUp.begin(VectorSwitchTest::mustNotRun);
        // Another test may have been first.
        assertTrue(operations.get() == 0 || operations.get() > 200, operations::toString);
    }

    @Test
    void rowsOfZerosAreOneArray() {
        float[][] floats = VectorSwitch.floats(3, 5);
        assertEquals(3, floats.length);
        assertEquals(5, floats[0].length);
        assertSame(floats[0], floats[2]);
        double[][] doubles = VectorSwitch.doubles(2, 4);
        assertEquals(2, doubles.length);
        assertSame(doubles[0], doubles[1]);
    }

    private static VectorSwitch of(Runnable kernels, boolean isAvailable, String setting) {
        return VectorSwitch.of(() -> {}, kernels, () -> true, isAvailable, setting);
    }

    private static void mustNotRun() {
        throw new AssertionError("no kernel may run");
    }
}
