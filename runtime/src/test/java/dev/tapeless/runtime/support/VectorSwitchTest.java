package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

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
                            setting,
                            VectorSwitch::runBeside);
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

    /** A container may allow no thread more, and a security manager none at all. */
    @Test
    void staysPlainWhereThereIsNoThread() {
        for (Throwable none :
                new Throwable[] {
                    new OutOfMemoryError("unable to create native thread"),
                    new SecurityException("modifyThreadGroup")
                }) {
            AtomicInteger asked = new AtomicInteger();
            VectorSwitch vectors =
                    VectorSwitch.of(
                            () -> {},
                            () -> {},
                            () -> true,
                            true,
                            "auto",
                            run -> {
                                asked.incrementAndGet();
                                VectorSwitchTest.<RuntimeException>sneak(none);
                            });
            for (int call = 0; call < 10_000; call++) {
                assertFalse(vectors.isOn());
            }
            assertEquals(1, asked.get());
            vectors.warmUp();
            assertTrue(vectors.isOn());
        }
    }

    /** The Vector API may be there and yet not start; who only predicts never hears of it. */
    @Test
    void staysPlainWhereVectorsDoNotStart() {
        Logger log = Logger.getLogger(VectorSwitch.class.getName());
        List<LogRecord> said = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord one) {
                        said.add(one);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Error unusable = new ExceptionInInitializerError("VectorMask");
        VectorSwitch vectors =
                VectorSwitch.of(
                        () -> {},
                        () -> {
                            throw unusable;
                        },
                        () -> true,
                        true,
                        "auto",
                        Runnable::run);
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            for (int call = 0; call < 10_000; call++) {
                assertFalse(vectors.isOn());
            }
        } finally {
            log.setUseParentHandlers(true);
            log.removeHandler(handler);
        }
        assertEquals(List.of(unusable), said.stream().map(LogRecord::getThrown).toList());
        assertSame(unusable, assertThrows(ExceptionInInitializerError.class, vectors::warmUp));
    }

    @SuppressWarnings("unchecked") // the compiler is told that it is T, and it need not be
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aPropertyThatMustNotBeReadIsTheDefault() {
        assertEquals("off", VectorSwitch.setting(() -> "off"));
        assertEquals(
                "auto",
                VectorSwitch.setting(
                        () -> {
                            throw new SecurityException("read");
                        }));
    }

    /** What a request keeps with its thread, its user for instance, ends with the request. */
    @Test
    void theThreadInheritsNothingOfTheCallers() throws InterruptedException {
        InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
        user.set("somebody");
        AtomicReference<String> seen = new AtomicReference<>("not run");
        CountDownLatch done = new CountDownLatch(1);
        VectorSwitch.runBeside(
                () -> {
                    seen.set(user.get());
                    done.countDown();
                });
        assertTrue(done.await(LONG_ENOUGH, TimeUnit.SECONDS));
        user.remove();
        assertNull(seen.get());
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
        return VectorSwitch.of(
                () -> {}, kernels, () -> true, isAvailable, setting, VectorSwitch::runBeside);
    }

    private static void mustNotRun() {
        throw new AssertionError("no kernel may run");
    }
}
