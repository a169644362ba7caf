package dev.tapeless.processor.testing;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;
import dev.tapeless.runtime.support.RowType;

import java.lang.reflect.Array;
import java.lang.reflect.Method;

/**
 * A compiled network seen in double precision, whatever it computes in. A network of single
 * precision gets the nearest floats, and its floats come back exactly.
 *
 * @param <R> the network's rows
 */
public final class RunningNetwork<R> {

    private final Model<R> model;
    private final RowType<R> rows;

    private RunningNetwork(Model<R> model, RowType<R> rows) {
        this.model = model;
        this.rows = rows;
    }

    /**
     * A new network of its own.
     *
     * @param networks what was compiled
     * @param name the binary name of the generated class
     * @param isDouble whether it computes in double precision
     * @param seed decides the parameters and the noise
     * @return the network
     */
    public static RunningNetwork<?> of(
            CompiledNetworks networks, String name, boolean isDouble, long seed) {
        return isDouble
                ? new RunningNetwork<>(networks.inDouble(name, seed), RowType.DOUBLE)
                : new RunningNetwork<>(networks.inFloat(name, seed), RowType.FLOAT);
    }

    /**
     * The network itself.
     *
     * @return the network
     */
    public Model<R> model() {
        return model;
    }

    /**
     * Its parameters.
     *
     * @return the parameters
     */
    public Parameters<R> parameters() {
        return model.parameters();
    }

    /**
     * Rows as the network takes them.
     *
     * @param values the rows' elements
     * @return new rows
     */
    public R[] rows(double[][] values) {
        final R[] result = rows.newReferences(values.length);
        for (int s = 0; s < values.length; s++) {
            result[s] = row(values[s]);
        }
        return result;
    }

    private R row(double[] values) {
        final R result = rows.newRows(1, values.length)[0];
        for (int j = 0; j < values.length; j++) {
            if (result instanceof float[] floats) {
                floats[j] = (float) values[j];
            } else {
                Array.setDouble(result, j, values[j]);
            }
        }
        return result;
    }

    /**
     * The elements of rows.
     *
     * @param values rows of the network
     * @param count how many of them
     * @return their elements
     */
    public double[][] doubles(R[] values, int count) {
        final double[][] result = new double[count][];
        for (int s = 0; s < count; s++) {
            result[s] = doubles(values[s]);
        }
        return result;
    }

    private double[] doubles(R values) {
        final double[] result = new double[rows.length(values)];
        rows.copy(values, result);
        return result;
    }

    /**
     * The prediction for one sample.
     *
     * @param input the sample
     * @return the output
     */
    public double[] predict(double[] input) {
        return doubles(model.predict(row(input)));
    }

    /**
     * The predictions for a batch.
     *
     * @param inputs the samples
     * @return the outputs
     */
    public double[][] predict(double[][] inputs) {
        final R[] outputs = rows.newRows(inputs.length, model.outputSize());
        model.predict(rows(inputs), outputs, inputs.length);
        return doubles(outputs, inputs.length);
    }

    /**
     * The forward pass of training.
     *
     * @param inputs the samples
     * @return the outputs
     */
    public double[][] forward(double[][] inputs) {
        return doubles(model.forward(rows(inputs), inputs.length), inputs.length);
    }

    /**
     * The backward pass.
     *
     * @param outputGradients the gradients of the outputs
     */
    public void backward(double[][] outputGradients) {
        model.backward(rows(outputGradients), outputGradients.length);
    }

    /**
     * The backward pass of a network that was asked for the gradient of its input.
     *
     * @param outputGradients the gradients of the outputs
     * @return the gradients of the inputs
     */
    public double[][] backwardToInput(double[][] outputGradients) {
        final int count = outputGradients.length;
        final R[] inputGradients = rows.newRows(count, model.inputSize());
        final R[] given = rows(outputGradients);
        try {
            final Method method =
                    model.getClass()
                            .getDeclaredMethod(
                                    "backward", given.getClass(), given.getClass(), int.class);
            method.setAccessible(true);
            method.invoke(model, given, inputGradients, count);
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(model.getClass().getName(), e);
        }
        return doubles(inputGradients, count);
    }

    /**
     * The bits of all parameters, to be compared.
     *
     * @return the values in order
     */
    public double[] allValues() {
        double[] all = new double[Math.toIntExact(parameters().elementCount())];
        int at = 0;
        for (final Parameter<R> parameter : parameters()) {
            final double[] values = parameter.values();
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }
}
