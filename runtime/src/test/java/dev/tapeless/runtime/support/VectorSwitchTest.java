package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                    new VectorSwitch(
                            VectorSwitchTest::mustNotRun,
                            VectorSwitchTest::mustNotRun,
                            () -> false,
                            true,
                            setting,
                            VectorSwitch::runBeside,
                            new WarmUp());
            assertFalse(vectors.isOn());
            vectors.warmUp();
            assertFalse(vectors.isOn());
        }
    }

    @Test
    void operationsAreShownBeforeTheFirstKernels() {
        List<String> byItself = new ArrayList<>();
        VectorSwitch vectors = recording(byItself, "auto", new WarmUp());
        for (int call = 0; call < 10_000; call++) {
            vectors.isOn();
        }
        assertTrue(vectors.isOn());
        assertOperationsFirst(byItself);

        List<String> whenTold = new ArrayList<>();
        recording(whenTold, "auto", new WarmUp()).warmUp();
        assertOperationsFirst(whenTold);

        List<String> atOnce = new ArrayList<>();
        vectors = recording(atOnce, "on", new WarmUp());
        assertFalse(atOnce.isEmpty());
        assertFalse(atOnce.contains("kernels"));
        int shown = atOnce.size();
        vectors.warmUp();
        assertOperationsFirst(atOnce);
        assertEquals(shown, atOnce.indexOf("kernels"));
    }

    /** HotSpot counts which types it sees after 200 calls. */
    private static void assertOperationsFirst(List<String> seen) {
        int first = seen.indexOf("kernels");
        assertTrue(first > 200, () -> "kernels first ran after " + first + " operations");
        assertEquals(first - 1, seen.lastIndexOf("operations"));
    }

    @Test
    void operationsAreShownOnceToAllNetworks() {
        WarmUp common = new WarmUp();
        recording(new ArrayList<>(), "on", common);
        for (String setting : new String[] {"on", "auto"}) {
            List<String> second = new ArrayList<>();
            recording(second, setting, common).warmUp();
            assertTrue(second.contains("kernels"));
            assertFalse(second.contains("operations"));
        }
    }

    private static VectorSwitch recording(List<String> seen, String setting, WarmUp warmUp) {
        return new VectorSwitch(
                () -> seen.add("operations"),
                () -> seen.add("kernels"),
                () -> true,
                true,
                setting,
                Runnable::run,
                warmUp);
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
                    new VectorSwitch(
                            () -> {},
                            () -> {},
                            () -> true,
                            true,
                            "auto",
                            run -> {
                                asked.incrementAndGet();
                                VectorSwitchTest.<RuntimeException>sneak(none);
                            },
                            new WarmUp());
            for (int call = 0; call < 10_000; call++) {
                assertFalse(vectors.isOn());
            }
            assertEquals(1, asked.get());
            vectors.warmUp();
            assertTrue(vectors.isOn());
        }
    }

    /** The Vector API may be there and yet not start; who only predicts never hears of it. */
    @ParameterizedTest
    @MethodSource("unusable")
    void staysPlainWhereVectorsDoNotStart(Throwable unusable) {
        VectorSwitch vectors =
                new VectorSwitch(
                        () -> {},
                        () -> VectorSwitchTest.<RuntimeException>sneak(unusable),
                        () -> true,
                        true,
                        "auto",
                        Runnable::run,
                        new WarmUp());
        List<Throwable> said =
                logged(
                        () -> {
                            for (int call = 0; call < 10_000; call++) {
                                assertFalse(vectors.isOn());
                            }
                        });
        assertEquals(List.of(unusable), said);
        assertSame(unusable, assertThrows(unusable.getClass(), vectors::warmUp));
    }

    /** Its class can be loaded, and the next one tries again. */
    @ParameterizedTest
    @MethodSource("unusable")
    void isPlainWhereVectorsDoNotStartAtOnce(Throwable unusable) {
        WarmUp common = new WarmUp();
        Runnable fails = () -> VectorSwitchTest.<RuntimeException>sneak(unusable);
        AtomicReference<VectorSwitch> made = new AtomicReference<>();
        List<Throwable> said =
                logged(
                        () -> {
                            made.set(
                                    new VectorSwitch(
                                            fails,
                                            VectorSwitchTest::mustNotRun,
                                            () -> true,
                                            true,
                                            "on",
                                            run -> mustNotRun(),
                                            common));
                            for (int call = 0; call < 10_000; call++) {
                                assertFalse(made.get().isOn());
                            }
                        });
        assertEquals(List.of(unusable), said);
        assertSame(unusable, assertThrows(unusable.getClass(), made.get()::warmUp));

        List<String> next = new ArrayList<>();
        assertTrue(recording(next, "on", common).isOn());
        assertTrue(next.contains("operations"));
    }

    /** What a virtual machine, or the code that it runs, may throw. */
    static List<Throwable> unusable() {
        return List.of(
                new ExceptionInInitializerError("VectorMask"),
                new UnsupportedOperationException("no such operation"),
                new InternalError("an intrinsic"),
                new StackOverflowError());
    }

    /** The reasons that are logged meanwhile. */
    private static List<Throwable> logged(Runnable work) {
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
        log.addHandler(handler);
        log.setUseParentHandlers(false);
        try {
            work.run();
        } finally {
            log.setUseParentHandlers(true);
            log.removeHandler(handler);
        }
        return said.stream().map(LogRecord::getThrown).toList();
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
    void theThreadInheritsNoThreadLocals() throws InterruptedException {
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
        return new VectorSwitch(
                () -> {},
                kernels,
                () -> true,
                isAvailable,
                setting,
                VectorSwitch::runBeside,
                new WarmUp());
    }

    private static void mustNotRun() {
        throw new AssertionError("no kernel may run");
    }
}
