package dev.tapeless.processor.testing;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.Workers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares what one thread computes with what several do, bit by bit. */
public final class DividedWork {

    /** Threads that end with the JVM. */
    public static final ExecutorService POOL =
            Executors.newCachedThreadPool(
                    task -> {
                        final Thread thread = new Thread(task, "divided work");
                        thread.setDaemon(true);
                        return thread;
                    });

    private static final List<Integer> THREADS = List.of(1, 2, 3, 4, 7);

    private DividedWork() {}

    /**
     * Workers that divide even the least work.
     *
     * @param threads how many
     * @return the workers
     */
    public static Workers workers(int threads) {
        return Workers.of(POOL, threads, 0);
    }

    /**
     * Runs a network's passes with 1, 2, 3, 4 and 7 threads.
     *
     * @param <R> the row type
     * @param model the network; its parameters stay as they are, its gradients do not
     * @param inputs samples
     * @param outputGradients as many gradients of outputs
     * @return the first difference, or that nothing was divided; empty if all bits are the same
     */
    public static <R> Optional<String> compare(Model<R> model, R[] inputs, R[] outputGradients) {
        final Map<String, double[]> buffers = new LinkedHashMap<>();
        for (final Parameter<R> buffer : model.buffers()) {
            buffers.put(buffer.name(), buffer.values());
        }
        final RandomStream noise = model.random();
        final long step = noise.step();
        PassBits expected = null;
        Optional<String> difference = Optional.empty();
        for (final int threads : THREADS) {
            final AtomicInteger lent = new AtomicInteger();
            model.parallel(
                    Workers.of(
                            task -> {
                                lent.incrementAndGet();
                                POOL.execute(task);
                            },
                            threads,
                            0));
            noise.set(noise.seed(), step);
            for (final Parameter<R> buffer : model.buffers()) {
                buffer.setAll(buffers.get(buffer.name()));
            }
            final PassBits found = PassBits.of(model, inputs, outputGradients);
            if (expected == null) {
                expected = found;
            } else if (difference.isEmpty()) {
                final String how = threads + " threads and " + inputs.length + " samples: ";
                difference =
                        inputs.length > 1 && divides(model) && lent.get() == 0
                                ? Optional.of(how + "nothing is divided")
                                : found.differenceFrom(expected).map(how::concat);
            }
        }
        model.parallel(Workers.one());
        return difference;
    }

    /** Whether a network has anything to divide; straight-line code has not. */
    private static boolean divides(Model<?> model) {
        return Arrays.stream(model.getClass().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("parallel"));
    }
}
