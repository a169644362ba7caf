package dev.tapeless.processor.onnx;

import dev.tapeless.runtime.Model;
import dev.tapeless.runtime.Parameter;
import dev.tapeless.runtime.Parameters;

import java.util.List;
import java.util.stream.IntStream;

/** The nodes of a network in ONNX, with the parameters of a network of ours. */
final class OnnxNetwork {

    private final OnnxModel onnx;
    private final Model<float[]> model;
    private final int dimensions;

    OnnxNetwork(OnnxModel onnx, Model<float[]> model, int dimensions) {
        this.onnx = onnx;
        this.model = model;
        this.dimensions = dimensions;
    }

    /** Adds a node without members. */
    String node(String operator, String... inputs) {
        return onnx.node(operator, List.of(inputs));
    }

    /** Adds a node. */
    String node(String operator, List<String> inputs, OnnxModel.Attribute... members) {
        return onnx.node(operator, inputs, members);
    }

    /** Adds a node of several outputs. */
    List<String> nodes(
            String operator, int outputs, List<String> inputs, OnnxModel.Attribute... members) {
        return onnx.node(operator, outputs, inputs, members);
    }

    /** A parameter, or numbers that training keeps, in their natural shape. */
    String weight(String name) {
        final Parameter<float[]> found = parameter(name);
        return onnx.floats(found.shape(), found.values());
    }

    /** A dense layer without activation. */
    String dense(String x, String layer) {
        return node(
                "Gemm",
                List.of(x, weight(layer + ".weight"), weight(layer + ".bias")),
                OnnxModel.Attribute.of("transB", 1));
    }

    /** The values of a parameter in another shape or order. */
    String weight(int[] shape, double... values) {
        return onnx.floats(shape, values);
    }

    /** A parameter, or numbers that training keeps. */
    Parameter<float[]> parameter(String name) {
        return Parameters.withBuffers(model).get(name);
    }

    /** A constant number. */
    String number(double value) {
        return onnx.floats(new int[0], value);
    }

    /** A constant vector of whole numbers. */
    String integers(long... values) {
        return onnx.integers(values);
    }

    /** {@code [batch, ..., channels]} to {@code [batch, channels, ...]}. */
    String channelsFirst(String x) {
        final int[] order = IntStream.range(-1, dimensions - 1).toArray();
        order[0] = 0;
        order[1] = dimensions - 1;
        return node("Transpose", List.of(x), OnnxModel.Attribute.list("perm", order));
    }

    /** {@code [batch, channels, ...]} to {@code [batch, ..., channels]}. */
    String channelsLast(String x) {
        final int[] order = IntStream.range(1, dimensions + 1).toArray();
        order[0] = 0;
        order[dimensions - 1] = 1;
        return node("Transpose", List.of(x), OnnxModel.Attribute.list("perm", order));
    }
}
