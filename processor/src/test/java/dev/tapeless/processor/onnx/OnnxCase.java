package dev.tapeless.processor.onnx;

import dev.tapeless.processor.testing.SourceText;
import dev.tapeless.runtime.Model;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A network, and how the same is said in ONNX.
 *
 * @param name the name of the class
 * @param input the shape of a sample
 * @param indices how many rows the numbers of a sample choose from; 0 where they are real numbers
 * @param body the fields
 * @param translation writes the nodes
 */
record OnnxCase(String name, int[] input, int indices, String body, Translation translation) {

    private static final int SAMPLES = 7;

    /** Writes a network in ONNX. */
    @FunctionalInterface
    interface Translation {

        /**
         * Writes the nodes.
         *
         * @param net where they go, and the parameters
         * @param x the input, a batch of samples in the network's own layout
         * @return the output, in the network's own layout
         */
        String write(OnnxNetwork net, String x);
    }

    /** A network of real numbers. */
    static OnnxCase of(String name, int[] input, String body, Translation translation) {
        return new OnnxCase(name, input, 0, body, translation);
    }

    /** A network whose input are numbers of rows, below {@code indices}. */
    static OnnxCase ofIndices(
            String name, int indices, int[] input, String body, Translation translation) {
        return new OnnxCase(name, input, indices, body, translation);
    }

    /** The source of the network. */
    SourceText source() {
        final String shape =
                Arrays.stream(input).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return SourceText.of(
                "@Network(input = {%s}) abstract class %s { %s }".formatted(shape, name, body));
    }

    /** The binary name of the generated class. */
    String className() {
        return "test." + name + "Network";
    }

    /** Samples, always the same. */
    float[][] samples() {
        final Random random = new Random(name.hashCode());
        final float[][] rows = new float[SAMPLES][Arrays.stream(input).reduce(1, (a, b) -> a * b)];
        for (final float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] =
                        indices > 0 ? random.nextInt(indices) : (float) (2 * random.nextGaussian());
            }
        }
        return rows;
    }

    /** Gives a network parameters that training could have given it, always the same. */
    static void setParameters(Model<float[]> model) {
        final Random random = new Random(7);
        for (final var parameter : model.parameters()) {
            final int[] shape = parameter.shape();
            final double[] values = random.doubles(parameter.size(), -1, 1).toArray();
            for (int i = 0; i < values.length; i++) {
                // A sum over the inputs of a unit stays near 1.
                values[i] =
                        shape.length == 1
                                ? values[i] + 0.25
                                : values[i] * 1.5 * Math.sqrt(shape[0] / (double) values.length);
            }
            parameter.setAll(values);
        }
        for (final var buffer : model.buffers()) {
            buffer.setAll(random.doubles(buffer.size(), 0.25, 2).toArray());
        }
    }

    /** The model in ONNX. */
    byte[] model(Model<float[]> trained) {
        final long[] shape = batchShape();
        final OnnxModel onnx = new OnnxModel(shape);
        final String y =
                translation.write(new OnnxNetwork(onnx, trained, shape.length), OnnxModel.INPUT);
        onnx.output(y);
        return onnx.toBytes();
    }

    /** The shape of the {@link #samples}. */
    long[] batchShape() {
        final long[] shape = new long[input.length + 1];
        shape[0] = SAMPLES;
        for (int d = 0; d < input.length; d++) {
            shape[d + 1] = input[d];
        }
        return shape;
    }
}
