package dev.tapeless.processor.testing;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.support.RowType;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All bits that the passes of a network give: predictions together and alone, the outputs of
 * training, the gradients of parameters and, where it was asked for, of the input, and buffers.
 */
public final class PassBits {

    private final Map<String, double[]> values;

    private PassBits(Map<String, double[]> values) {
        this.values = values;
    }

    /**
     * Runs all passes once.
     *
     * @param <R> the row type
     * @param model the network; its gradients are lost, its noise and its buffers move on
     * @param inputs samples
     * @param outputGradients as many gradients of outputs
     * @return what they give
     */
    public static <R> PassBits of(Model<R> model, R[] inputs, R[] outputGradients) {
        final int count = inputs.length;
        final RowType<R> rows = RowType.of(inputs);
        final Map<String, double[]> all = new LinkedHashMap<>();
        final R[] predicted = rows.newRows(count, model.outputSize());
        model.predict(inputs, predicted, count);
        all.put("predict", flat(rows, predicted, count));
        for (int s = 0; s < count; s++) {
            predicted[s] = model.predict(inputs[s]);
        }
        all.put("predict of one sample", flat(rows, predicted, count));
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
        return new PassBits(all);
    }

    /**
     * Compares the bits; a zero has a sign.
     *
     * @param expected those of the same network and samples, computed in another way
     * @return the first difference; empty if there is none
     */
    public Optional<String> differenceFrom(PassBits expected) {
        if (!expected.values.keySet().equals(values.keySet())) {
            return Optional.of("found " + values.keySet() + ", not " + expected.values.keySet());
        }
        for (final Map.Entry<String, double[]> entry : expected.values.entrySet()) {
            final double[] found = values.get(entry.getKey());
            final int k = Arrays.mismatch(entry.getValue(), found);
            if (k >= 0) {
                return Optional.of(
                        "other bits of %s: element %d is %s, not %s"
                                .formatted(entry.getKey(), k, found[k], entry.getValue()[k]));
            }
        }
        return Optional.empty();
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
        } catch (final ReflectiveOperationException e) {
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
