package dev.tapeless.processor.testing;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.RandomStream;
import dev.tapeless.runtime.Workers;
import dev.tapeless.runtime.support.RowType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

    private static final List<Integer> THREADS = List.of(2, 3, 4, 7);

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
     * @return the first difference; empty if all bits are the same
     */
    public static <R> Optional<String> compare(Model<R> model, R[] inputs, R[] outputGradients) {
        final Map<String, double[]> buffers = new LinkedHashMap<>();
        for (final Parameter<R> buffer : model.buffers()) {
            buffers.put(buffer.name(), buffer.values());
        }
        final RandomStream noise = model.random();
        final long step = noise.step();
        Map<String, double[]> expected = Map.of();
        Optional<String> difference = Optional.empty();
        for (final int threads : THREADS) {
            for (final Workers workers : List.of(Workers.one(), workers(threads))) {
                model.parallel(workers);
                noise.set(noise.seed(), step);
                for (final Parameter<R> buffer : model.buffers()) {
                    buffer.setAll(buffers.get(buffer.name()));
                }
                final Map<String, double[]> found = passes(model, inputs, outputGradients);
                if (workers.threads() == 1) {
                    expected = found;
                } else if (difference.isEmpty()) {
                    difference = difference(expected, found, workers + " and " + inputs.length);
                }
            }
        }
        model.parallel(Workers.one());
        return difference;
    }

    private static Optional<String> difference(
            Map<String, double[]> expected, Map<String, double[]> found, String what) {
        for (final Map.Entry<String, double[]> entry : expected.entrySet()) {
            if (!Arrays.equals(entry.getValue(), found.get(entry.getKey()))) {
                return Optional.of(
                        entry.getKey() + " has other bits with " + what + " samples than with one");
            }
        }
        return Optional.empty();
    }

    private static <R> Map<String, double[]> passes(
            Model<R> model, R[] inputs, R[] outputGradients) {
        final int count = inputs.length;
        final RowType<R> rows = RowType.of(inputs);
        final Map<String, double[]> all = new LinkedHashMap<>();
        final R[] predicted = rows.newRows(count, model.outputSize());
        model.predict(inputs, predicted, count);
        all.put("predict", flat(rows, predicted, count));
        model.parameters().zeroGradients();
        all.put("forward", flat(rows, model.forward(inputs, count), count));
        final R[] inputGradients = rows.newRows(count, model.inputSize());
        if (backwardToInput(model, outputGradients, inputGradients)) {
            all.put("dL/dinput", flat(rows, inputGradients, count));
        } else {
            model.backward(outputGradients, count);
        }
        for (final Parameter<R> parameter : model.parameters()) {
            all.put("dL/d" + parameter.name(), parameter.gradients());
        }
        for (final Parameter<R> buffer : model.buffers()) {
            all.put(buffer.name(), buffer.values());
        }
        return all;
    }

    private static <R> boolean backwardToInput(
            Model<R> model, R[] outputGradients, R[] inputGradients) {
        final Class<?> rows = outputGradients.getClass();
        try {
            final Method method =
                    model.getClass().getDeclaredMethod("backward", rows, rows, int.class);
            method.setAccessible(true);
            method.invoke(model, outputGradients, inputGradients, outputGradients.length);
            return true;
        } catch (final NoSuchMethodException e) {
            return false;
        } catch (final IllegalAccessException | InvocationTargetException e) {
            throw new AssertionError(model.getClass().getName(), e);
        }
    }

    private static <R> double[] flat(RowType<R> rows, R[] values, int count) {
        final List<double[]> all = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            final double[] row = new double[rows.length(values[s])];
            rows.copy(values[s], row);
            all.add(row);
        }
        return all.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
