package dev.tapeless.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

@Timeout(60)
class WorkersTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static Workers of(Executor executor, int threads) {
        return Workers.of(executor, threads, 0);
    }

    /** Runs many rounds and counts how often each part was done. */
    private static void assertEachOnce(Workers workers, int parts, int rounds) {
        int[] done = new int[parts];
        List<Integer> numbers = numbers(parts);
        Consumer<Integer> task = k -> done[k]++; // plain: a lost or unseen write would be missed
        for (int round = 1; round <= rounds; round++) {
            workers.run(numbers, task);
            int expected = round;
            assertTrue(Arrays.stream(done).allMatch(d -> d == expected));
        }
    }

    @Test
    void doesEachPartOnce() {
        for (int threads : new int[] {1, 2, 3, 4, 7}) {
            Workers workers = of(pool, threads);
            for (int parts : new int[] {0, 1, 2, 3, 8, 50}) {
                assertEachOnce(workers, parts, 200);
            }
        }
    }

    @Test
    void oneTaskComesAfterTheOther() {
        Workers workers = of(pool, 3);
        int parts = 5;
        AtomicInteger first = new AtomicInteger();
        AtomicInteger early = new AtomicInteger();
        List<Consumer<Integer>> tasks =
                List.of(
                        k -> first.incrementAndGet(),
                        k -> {
                            if (first.get() % parts != 0) {
                                early.incrementAndGet();
                            }
                        });
        for (int round = 0; round < 300; round++) {
            workers.run(numbers(parts), tasks);
        }
        assertEquals(300 * parts, first.get());
        assertEquals(0, early.get());
    }

    @Test
    void oneThreadWorksAlone() {
        Executor none =
                task -> {
                    throw new AssertionError("nobody else is asked");
                };
        assertEachOnce(Workers.one(), 3, 2);
        assertEachOnce(of(none, 1), 3, 2);
        assertEquals(1, Workers.one().parts(Long.MAX_VALUE - 1));
    }

    @Test
    void littleWorkIsNotDivided() {
        Workers workers = Workers.of(pool, 4, 1000);
        assertEquals(1, workers.parts(999));
        assertEquals(4, workers.parts(1000));
        assertEquals(4, workers.threads());
        assertEquals("4 threads", workers.toString());
        assertEquals("1 thread", Workers.one().toString());
        assertEquals(1, Workers.of(pool, 4).parts(100_000));
        assertEquals(4, Workers.of(pool, 4).parts(10_000_000));
    }

    @Test
    void theCallerHelpsItself() throws InterruptedException {
        List<Runnable> never = Collections.synchronizedList(new ArrayList<>());
        Workers unheard = of(never::add, 4);
        assertEachOnce(unheard, 9, 5);
        assertEquals(3, never.size()); // each is asked once, however long it takes to come
        List<Thread> late = never.stream().map(Thread::new).toList();
        late.forEach(Thread::start); // too late for any round, and gone after a while
        for (Thread thread : late) {
            thread.join();
        }
        assertEachOnce(unheard, 9, 5);
        assertEquals(6, never.size());
        assertEachOnce(of(Runnable::run, 3), 9, 5);
        assertEachOnce(
                of(
                        task -> {
                            throw new RejectedExecutionException("full");
                        },
                        3),
                9,
                5);
    }

    @Test
    void otherFailuresOfAnExecutorReachTheCaller() {
        Workers workers =
                of(
                        task -> {
                            throw new IllegalStateException("no executor today");
                        },
                        3);
        IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () -> workers.run(numbers(4), (Integer k) -> {}));
        assertEquals("no executor today", thrown.getMessage());
    }

    /** Parts meet: there must be as many threads. */
    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void threadsWorkAtTheSameTime() {
        for (int threads : new int[] {2, 3, 4}) {
            CyclicBarrier barrier = new CyclicBarrier(threads);
            Workers workers = of(pool, threads);
            for (int round = 0; round < 50; round++) {
                workers.run(numbers(threads), (Integer k) -> meet(barrier));
            }
        }
    }

    /** Rounds whose two parts wait awake for each other, with a pause after each. */
    private void meetAwake(int rounds, LongSupplier pauseNanos) {
        Workers workers = of(pool, 2);
        AtomicInteger arrived = new AtomicInteger();
        for (int round = 1; round <= rounds; round++) {
            int both = 2 * round;
            workers.run(
                    numbers(2),
                    (Integer k) -> {
                        arrived.incrementAndGet();
                        while (arrived.get() < both) {
                            if (Thread.currentThread().isInterrupted()) {
                                throw new AssertionError("nobody came to round " + both / 2);
                            }
                            Thread.yield();
                        }
                    });
            LockSupport.parkNanos(pauseNanos.getAsLong());
        }
    }

    @Test
    void helpersMissNoRoundThatFollowsAtOnce() {
        meetAwake(20_000, () -> 0);
    }

    @Test
    void helpersMissNoRoundWhenTheyLeave() {
        Random random = new Random(1);
        meetAwake(100, () -> Crew.STAY_NANOS - 100_000 + random.nextInt(500_000));
    }

    @Test
    void whatATaskThrowsReachesTheCaller() {
        Workers workers = of(pool, 2);
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        for (boolean byCaller : new boolean[] {false, true}) {
            for (Throwable failure : List.of(new IllegalArgumentException(), new Error())) {
                Consumer<Integer> task =
                        k -> {
                            meet(barrier);
                            if ((Thread.currentThread() == caller) == byCaller) {
                                WorkersTest.<RuntimeException>doThrow(failure);
                            }
                        };
                Throwable thrown =
                        assertThrows(Throwable.class, () -> workers.run(numbers(2), task));
                assertSame(failure, thrown);
                assertEachOnce(workers, 5, 20);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void doThrow(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void noTaskBeginsAfterAFailure() {
        for (Workers workers : List.of(of(pool, 2), Workers.one())) {
            AtomicInteger second = new AtomicInteger();
            List<Consumer<Integer>> tasks =
                    List.of(
                            k -> {
                                throw new IllegalStateException("first");
                            },
                            k -> second.incrementAndGet());
            assertThrows(IllegalStateException.class, () -> workers.run(numbers(3), tasks));
            assertEquals(0, second.get());
        }
    }

    @Test
    void whoeverCallsBusyWorkersWorksAlone() throws InterruptedException {
        Workers workers = of(pool, 3);
        AtomicInteger done = new AtomicInteger();
        workers.run(
                numbers(4),
                (Integer k) -> {
                    Thread thread = Thread.currentThread();
                    workers.run(
                            numbers(5),
                            (Integer j) -> {
                                assertSame(thread, Thread.currentThread());
                                done.incrementAndGet();
                            });
                });
        assertEquals(20, done.get());
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 4; c++) {
            Thread caller = new Thread(() -> assertEachOnce(workers, 6, 500));
            caller.setUncaughtExceptionHandler((thread, thrown) -> failures.add(thrown));
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void anInterruptionStaysTheCallers() {
        Workers workers = of(pool, 2);
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread caller = Thread.currentThread();
        workers.run(
                numbers(2),
                (Integer k) -> {
                    meet(barrier);
                    if (Thread.currentThread() == caller) {
                        Thread.currentThread().interrupt(); // and waits for the other then
                    } else {
                        IntStream.range(0, 100_000).forEach(spin -> Thread.onSpinWait());
                    }
                });
        assertTrue(Thread.interrupted());
        assertEachOnce(workers, 5, 20);
    }

    @Test
    void threadsGoBackToTheirExecutor() throws InterruptedException {
        Workers workers = of(pool, 4);
        assertEachOnce(workers, 8, 20);
        pool.shutdown();
        assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
        assertEachOnce(workers, 8, 20); // the executor rejects everything now
    }

    @Test
    void partsAndTasksAreLetGo() throws ReflectiveOperationException {
        Workers workers = of(pool, 2);
        workers.run(numbers(3), (Integer k) -> {});
        var crew = Workers.class.getDeclaredField("crew");
        crew.setAccessible(true);
        for (String name : List.of("parts", "task")) {
            var field = Crew.class.getDeclaredField(name);
            field.setAccessible(true);
            assertNull(field.get(crew.get(workers)));
        }
    }

    @Test
    void waitsAwakeForAsLongAsItHasWorkedWithinLimits() {
        assertEquals(50_000, Crew.patience(0));
        assertEquals(50_000, Crew.patience(49_999));
        assertEquals(123_456, Crew.patience(123_456));
        assertEquals(500_000, Crew.patience(500_001));
        assertEquals(500_000, Crew.patience(Long.MAX_VALUE));
    }

    @Test
    void whoeverFellAsleepIsWoken() {
        Workers workers = of(pool, 2);
        long nap = 4 * Crew.patience(Long.MAX_VALUE);
        int[] done = new int[2];
        List<Integer> numbers = numbers(2);
        Consumer<Integer> task =
                k -> {
                    if (k == 1) {
                        LockSupport.parkNanos(nap); // the other one waits for this part
                    }
                    done[k]++;
                };
        for (int round = 1; round <= 20; round++) {
            workers.run(numbers, task);
            assertEquals(round, done[0]);
            assertEquals(round, done[1]);
            LockSupport.parkNanos(nap); // the helper waits for the next round
        }
    }

    @Test
    void allocatesNothing() {
        Workers workers = of(pool, 3);
        List<Integer> parts = numbers(7);
        int[] done = new int[7];
        Consumer<Integer> task = k -> done[k]++;
        List<Consumer<Integer>> tasks = List.of(task, task);
        assertEquals(0, Allocation.ofRound(1000, () -> workers.run(parts, task)));
        assertEquals(0, Allocation.ofRound(1000, () -> workers.run(parts, tasks)));
        assertNotEquals(0, done[6]);
    }

    @Test
    void refusesWhatIsNoNumberOfThreads() {
        for (int threads : new int[] {-1, 0, 1025}) {
            IllegalArgumentException thrown =
                    assertThrows(IllegalArgumentException.class, () -> Workers.of(pool, threads));
            assertEquals("threads is " + threads + ", expected 1 to 1024", thrown.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Workers.of(pool, 2, -1));
        assertThrows(NullPointerException.class, () -> Workers.of(null, 2));
        IllegalArgumentException many =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> of(pool, 2).run(numbers(65_536), (Integer k) -> {}));
        assertFalse(many.getMessage().isEmpty());
    }
}
