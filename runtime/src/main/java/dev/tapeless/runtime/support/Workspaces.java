package dev.tapeless.runtime.support;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lock-free places where threads leave the workspaces they are not using.
 *
 * <p>A thread takes a workspace, has it to itself, and gives it back. It looks first at the place
 * its id points to, then at the others; with no more threads than places a workspace is found at
 * once and stays in the cache of the core that used it. When all are in use a new one is made; when
 * all places are full, one that comes back is dropped. There is no {@link ThreadLocal}, so nothing
 * outlives the network, and virtual threads are as good as others.
 *
 * <pre>{@code
 * Workspace workspace = workspaces.take();
 * try {
 *     compute(workspace);
 * } finally {
 *     workspaces.give(workspace);
 * }
 * }</pre>
 *
 * @param <T> the workspace
 */
public final class Workspaces<T> {
    private static final int SLOTS = 16;

    /** References between two slots: with 4-byte references, 64 bytes, a cache line each. */
    private static final int STRIDE = 16;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>((SLOTS + 1) * STRIDE);
    private final Supplier<? extends T> supplier;

    /**
     * One workspace, so that a caller without company never waits for a new one.
     *
     * @param supplier makes a workspace; called at once, and by a thread that finds none free
     */
    public Workspaces(Supplier<? extends T> supplier) {
        this.supplier = supplier;
        give(supplier.get());
    }

    /**
     * Takes a free workspace, or a new one if none is free.
     *
     * @return a workspace that no other thread has until it is given back
     */
    public T take() {
        int start = home();
        for (int probe = 0; probe < SLOTS; probe++) {
            int slot = slot(start + probe);
            if (slots.getPlain(slot) != null) {
                T workspace = slots.getAndSet(slot, null);
                if (workspace != null) {
                    return workspace;
                }
            }
        }
        return supplier.get();
    }

    /**
     * Gives back what {@link #take()} returned. It must not be used afterwards.
     *
     * @param workspace the workspace
     */
    public void give(T workspace) {
        int start = home();
        for (int probe = 0; probe < SLOTS; probe++) {
            int slot = slot(start + probe);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
    }

    private static int home() {
        return (int) Thread.currentThread().getId();
    }

    /** The first line of the array is left empty: it holds the length that everybody reads. */
    private static int slot(int number) {
        return (1 + (number & (SLOTS - 1))) * STRIDE;
    }
}
