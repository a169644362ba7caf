package dev.tapeless.runtime.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.runtime.Allocation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class WorkspacesTest {

    /** Owned by one thread at a time, or the test fails. */
    private static final class Workspace {
        private final AtomicReference<Thread> owner = new AtomicReference<>();
    }

    @Test
    void givesBackWhatWasGiven() {
        Workspaces<Workspace> workspaces = new Workspaces<>(Workspace::new);
        Workspace first = workspaces.take();
        Workspace second = workspaces.take();
        assertNotSame(first, second);
        workspaces.give(first);
        assertSame(first, workspaces.take());
    }

    @Test
    void aThreadKeepsItsOwnAndGetsAnotherWhileItUsesThat() throws InterruptedException {
        Workspaces<Workspace> workspaces = new Workspaces<>(Workspace::new);
        Workspace own = workspaces.take();
        workspaces.give(own);
        AtomicReference<Workspace> others = new AtomicReference<>();
        Thread other = new Thread(() -> others.set(workspaces.take()));
        other.start();
        other.join();
        assertNotSame(own, others.get());
        assertSame(own, workspaces.take());
        Workspace second = workspaces.take();
        assertNotSame(own, second);
        workspaces.give(own);
        workspaces.give(second);
        assertSame(own, workspaces.take());
        assertSame(second, workspaces.take());
    }

    @Test
    void theFirstIsThereFromTheStart() {
        AtomicInteger made = new AtomicInteger();
        Workspaces<Integer> workspaces = new Workspaces<>(made::incrementAndGet);
        assertEquals(1, made.get());
        assertEquals(1, workspaces.take());
        assertEquals(1, made.get());
    }

    @Test
    void dropsWhatFindsNoPlace() {
        AtomicInteger made = new AtomicInteger();
        Workspaces<Workspace> workspaces =
                new Workspaces<>(
                        () -> {
                            made.incrementAndGet();
                            return new Workspace();
                        });
        List<Workspace> taken = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            taken.add(workspaces.take());
        }
        taken.forEach(workspaces::give);
        Set<Workspace> again = Collections.newSetFromMap(new IdentityHashMap<>());
        // This thread's own, and those in 16 places.
        for (int i = 0; i < 17; i++) {
            assertTrue(again.add(workspaces.take()));
        }
        assertEquals(100, made.get());
        workspaces.take();
        assertEquals(101, made.get());
    }

    @Test
    void noWorkspaceHasTwoOwners() throws InterruptedException {
        int threads = 24;
        AtomicInteger made = new AtomicInteger();
        Workspaces<Workspace> workspaces =
                new Workspaces<>(
                        () -> {
                            made.incrementAndGet();
                            return new Workspace();
                        });
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    start.await();
                                    for (int i = 0; i < 20_000; i++) {
                                        useOnce(workspaces);
                                    }
                                } catch (InterruptedException | AssertionError e) {
                                    failure.compareAndSet(null, e);
                                }
                            });
            all.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : all) {
            thread.join();
        }
        assertNull(failure.get());
        assertTrue(made.get() >= 1 && made.get() < threads * 20_000);
    }

    private static void useOnce(Workspaces<Workspace> workspaces) {
        Workspace workspace = workspaces.take();
        if (!workspace.owner.compareAndSet(null, Thread.currentThread())) {
            throw new AssertionError("two threads have one workspace");
        }
        if (!workspace.owner.compareAndSet(Thread.currentThread(), null)) {
            throw new AssertionError("another thread has used it");
        }
        workspaces.give(workspace);
    }

    @Test
    void takingAndGivingAllocatesNothing() {
        Workspaces<Workspace> workspaces = new Workspaces<>(Workspace::new);
        assertEquals(0, Allocation.ofRound(1000, () -> workspaces.give(workspaces.take())));
    }
}
