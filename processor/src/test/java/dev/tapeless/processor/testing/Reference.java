package dev.tapeless.processor.testing;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.graph.Arithmetic;
import dev.tapeless.processor.graph.Lowering;
import dev.tapeless.processor.graph.TypedLayer;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Interpreter;
import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.RandomStream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network means, computed by the interpreter in double precision.
 *
 * @param network the network
 * @param predict the graph of predictions
 * @param train the graph of training, with the gradients of all parameters and of the input
 */
public record Reference(TypedNetwork network, Graph predict, Graph train) {

    /**
     * The results of a training pass.
     *
     * @param outputs a row a sample
     * @param gradients by the names of the parameters, in natural row-major order
     * @param inputGradients a row a sample
     */
    public record Pass(
            double[][] outputs, Map<String, double[]> gradients, double[][] inputGradients) {}

    /**
     * The predictions.
     *
     * @param model whose parameters and buffers to use
     * @param inputs a row a sample
     * @return a row a sample
     */
    public double[][] predict(Model<?> model, double[][] inputs) {
        final Map<String, double[]> leaves = leaves(model);
        leaves.put(Lowering.INPUT, flat(inputs));
        final Map<String, double[]> outputs =
                Interpreter.run(predict, inputs.length, leaves, (a, b, c) -> Double.NaN);
        return rows(outputs.get(Lowering.OUTPUT), inputs.length);
    }

    /**
     * A forward and backward pass.
     *
     * @param model whose parameters and buffers to use
     * @param inputs a row a sample
     * @param outputGradients a row a sample
     * @param noise seed and step of the noise
     * @return what comes out
     */
    public Pass train(
            Model<?> model, double[][] inputs, double[][] outputGradients, RandomStream noise) {
        final Map<String, double[]> leaves = leaves(model);
        leaves.put(Lowering.INPUT, flat(inputs));
        leaves.put(Differentiator.GRADIENT_PREFIX + Lowering.OUTPUT, flat(outputGradients));
        leaves.put(
                Differentiator.GRADIENT_PREFIX + Graph.LOGITS,
                new double[inputs.length * network.ports().outputSize()]);
        final boolean isFloat = network.arithmetic() == Arithmetic.FLOAT;
        final Map<String, double[]> outputs =
                Interpreter.run(
                        train,
                        inputs.length,
                        leaves,
                        (stream, sample, element) -> {
                            final long key =
                                    RandomStream.key(noise.seed(), noise.step(), stream, sample);
                            return isFloat
                                    ? RandomStream.uniformFloat(key, element)
                                    : RandomStream.uniformDouble(key, element);
                        });
        final Map<String, double[]> gradients = new LinkedHashMap<>();
        for (final TypedLayer layer : network.layers()) {
            for (final TypedParameter parameter : layer.parameters()) {
                final double[] stored =
                        outputs.get(Differentiator.GRADIENT_PREFIX + parameter.name());
                gradients.put(parameter.name(), reordered(parameter, stored, false));
            }
        }
        return new Pass(
                rows(outputs.get(Lowering.OUTPUT), inputs.length),
                gradients,
                rows(outputs.get(Differentiator.GRADIENT_PREFIX + Lowering.INPUT), inputs.length));
    }

    private Map<String, double[]> leaves(Model<?> model) {
        final Map<String, double[]> leaves = new LinkedHashMap<>();
        for (final TypedLayer layer : network.layers()) {
            for (final TypedParameter parameter : layer.parameters()) {
                final double[] natural = model.parameters().get(parameter.name()).values();
                leaves.put(parameter.name(), reordered(parameter, natural, true));
            }
            for (final TypedParameter buffer : layer.buffers()) {
                final double[] natural = model.buffers().get(buffer.name()).values();
                leaves.put(buffer.name(), reordered(buffer, natural, true));
            }
        }
        return leaves;
    }

    /** From natural to stored order, or back. */
    private static double[] reordered(TypedParameter parameter, double[] from, boolean toStored) {
        final List<Integer> shape = parameter.shape();
        final int[] strides = new int[shape.size()];
        int stride = 1;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        final double[] result = new double[from.length];
        for (int stored = 0; stored < from.length; stored++) {
            int natural = 0;
            int rest = stored;
            for (int k = shape.size() - 1; k >= 0; k--) {
                final int axis = parameter.storageOrder().get(k);
                natural += rest % shape.get(axis) * strides[axis];
                rest /= shape.get(axis);
            }
            result[toStored ? stored : natural] = from[toStored ? natural : stored];
        }
        return result;
    }

    private static double[] flat(double[][] rows) {
        final double[] flat = new double[rows.length * rows[0].length];
        for (int s = 0; s < rows.length; s++) {
            System.arraycopy(rows[s], 0, flat, s * rows[0].length, rows[0].length);
        }
        return flat;
    }

    private static double[][] rows(double[] flat, int count) {
        final int width = flat.length / count;
        final double[][] rows = new double[count][width];
        for (int s = 0; s < count; s++) {
            System.arraycopy(flat, s * width, rows[s], 0, width);
        }
        return rows;
    }
}
