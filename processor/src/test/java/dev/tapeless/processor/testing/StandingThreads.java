package dev.tapeless.processor.testing;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Threads that are lent without allocating anything. A pool's queue allocates whenever it hands
 * over a task, which on a busy machine happens again after every pause of a thread.
 */
public final class StandingThreads implements Executor {

    private static final RejectedExecutionException BUSY =
            new RejectedExecutionException("all threads are busy");

    private final List<Standing> threads;

    /**
     * Starts threads that end with the JVM.
     *
     * @param count how many
     */
    public StandingThreads(int count) {
        threads = Stream.generate(Standing::new).limit(count).toList();
        threads.forEach(Thread::start);
    }

    @Override
    public void execute(Runnable task) {
        // By index: an iterator would be allocated.
        for (int k = 0; k < threads.size(); k++) {
            if (threads.get(k).take(task)) {
                return;
            }
        }
        throw BUSY;
    }

    private static final class Standing extends Thread {

        private final AtomicReference<Runnable> task = new AtomicReference<>();

        Standing() {
            super("standing");
            setDaemon(true);
        }

        boolean take(Runnable given) {
            if (!task.compareAndSet(null, given)) {
                return false;
            }
            LockSupport.unpark(this);
            return true;
        }

        @Override
        public void run() {
            while (true) {
                final Runnable given = task.get();
                if (given == null) {
                    LockSupport.park(this);
                } else {
                    given.run();
                    task.set(null);
                }
            }
        }
    }
}
