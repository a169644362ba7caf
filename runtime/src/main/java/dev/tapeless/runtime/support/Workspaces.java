package dev.tapeless.runtime.support;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lock-free places where threads leave the workspaces they are not using.
 *
 * <p>A thread takes a workspace, has it to itself, and gives it back. The first that a thread gives
 * back becomes its own, if no other thread with the same last four bits of its id has one: from
 * then on it takes and gives that one without any atomic operation, which for a small network would
 * last longer than the work, since the processor finishes all that came before. A thread without
 * one of its own looks at the place its id points to, then at the others. When all are in use a new
 * workspace is made; when all places are full, one that comes back is dropped. There is no {@link
 * ThreadLocal}, so nothing outlives the network, and virtual threads are as good as others.
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

    private static final int LENGTH = (SLOTS + 1) * STRIDE;

    private final AtomicReferenceArray<T> slots = new AtomicReferenceArray<>(LENGTH);

    /** The id of the thread that has a workspace of its own, then whether it is in use. */
    private final AtomicLongArray owners = new AtomicLongArray(LENGTH);

    /** Workspaces of their own; only the owner looks at its element. */
    private final Object[] own = new Object[LENGTH];

    private final Supplier<? extends T> supplier;

    /**
     * One workspace, so that a caller without company never waits for a new one.
     *
     * @param supplier makes a workspace; called at once, and by a thread that finds none free
     */
    public Workspaces(Supplier<? extends T> supplier) {
        this.supplier = supplier;
        giveShared(supplier.get(), 0);
    }

    /**
     * Takes a free workspace, or a new one if none is free.
     *
     * @return a workspace that no other thread has until it is given back
     */
    @SuppressWarnings("unchecked") // what lies there was given
    public T take() {
        long id = Thread.currentThread().getId();
        int home = slot((int) id);
        if (owners.getPlain(home) == id && owners.getPlain(home + 1) == 0) {
            owners.setPlain(home + 1, 1);
            return (T) own[home];
        }
        return takeShared((int) id);
    }

    private T takeShared(int start) {
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
        long id = Thread.currentThread().getId();
        int home = slot((int) id);
        long owner = owners.getPlain(home);
        if (owner == id && own[home] == workspace) {
            owners.setPlain(home + 1, 0);
        } else if (owner == 0 && owners.compareAndSet(home, 0, id)) {
            own[home] = workspace;
        } else {
            giveShared(workspace, (int) id);
        }
    }

    private void giveShared(T workspace, int start) {
        for (int probe = 0; probe < SLOTS; probe++) {
            int slot = slot(start + probe);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
    }

    /** The first line of the array is left empty: it holds the length that everybody reads. */
    private static int slot(int number) {
        return (1 + (number & (SLOTS - 1))) * STRIDE;
    }
}
