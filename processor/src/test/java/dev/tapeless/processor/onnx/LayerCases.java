package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.list;
import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import java.util.List;

/** Dense layers, branches, shapes and lookup. */
final class LayerCases {

    private LayerCases() {}

    static List<OnnxCase> all() {
        return List.of(
                OnnxCase.of(
                        "DenseSmall",
                        shape(3),
                        "@Dense(2) Layer a;",
                        (net, x) -> net.dense(x, "a")),
                OnnxCase.of(
                        "DenseWide",
                        shape(67),
                        "@Dense(130) Layer a;",
                        (net, x) -> net.dense(x, "a")),
                OnnxCase.of(
                        "DenseWithoutBias",
                        shape(20),
                        "@Dense(value = 17, bias = false) Layer a;",
                        (net, x) ->
                                net.node(
                                        "Gemm",
                                        List.of(x, net.weight("a.weight")),
                                        of("transB", 1))),
                OnnxCase.of(
                        "Adding",
                        shape(19),
                        "@Dense(19) Layer a; @Tanh Layer b;"
                                + " @Add(from = {\"a\", \"b\", \"input\"}) Layer c;",
                        (net, x) -> {
                            final String a = net.dense(x, "a");
                            return net.node("Sum", a, net.node("Tanh", a), x);
                        }),
                OnnxCase.of(
                        "Multiplying",
                        shape(19),
                        "@Dense(19) Layer a; @Multiply(from = {\"a\", \"input\"}) Layer c;",
                        (net, x) -> net.node("Mul", net.dense(x, "a"), x)),
                OnnxCase.of(
                        "Concatenating",
                        shape(9),
                        "@Dense(20) Layer a; @Tanh Layer b; @Concat(from = {\"input\", \"b\","
                                + " \"a\"}) Layer c;",
                        (net, x) -> {
                            final String a = net.dense(x, "a");
                            return net.node(
                                    "Concat", List.of(x, net.node("Tanh", a), a), of("axis", 1));
                        }),
                OnnxCase.of(
                        "Flattening",
                        shape(4, 3, 2),
                        "@Tanh @Flatten Layer a;",
                        (net, x) ->
                                net.node("Flatten", List.of(net.node("Tanh", x)), of("axis", 1))),
                OnnxCase.of(
                        "Reshaping",
                        shape(4, 6),
                        "@Tanh @Reshape({3, -1, 2}) Layer a;",
                        (net, x) ->
                                net.node(
                                        "Reshape", net.node("Tanh", x), net.integers(0, 3, -1, 2))),
                OnnxCase.of(
                        "Permuting",
                        shape(4, 3, 5),
                        "@Tanh @Permute({2, 0, 1}) Layer a;",
                        (net, x) ->
                                net.node(
                                        "Transpose",
                                        List.of(net.node("Tanh", x)),
                                        list("perm", 0, 3, 1, 2))),
                OnnxCase.ofIndices(
                        "Words",
                        11,
                        shape(6),
                        "@Embedding(count = 11, value = 5) Layer a;",
                        LayerCases::embedding),
                OnnxCase.ofIndices(
                        "WideWords",
                        50,
                        shape(3, 4),
                        "@Embedding(count = 50, value = 33) Layer a;",
                        LayerCases::embedding),
                OnnxCase.of(
                        "Dropping",
                        shape(9),
                        "@Dropout(0.5) @Tanh Layer a;",
                        (net, x) -> net.node("Tanh", net.node("Dropout", x))),
                OnnxCase.of(
                        "DroppingChannels",
                        shape(3, 4),
                        "@SpatialDropout(0.5) @Tanh Layer a;",
                        (net, x) -> net.node("Tanh", net.node("Dropout", x))),
                OnnxCase.of(
                        "Positions",
                        shape(6, 9),
                        "@PositionalEmbedding Layer a;",
                        (net, x) -> net.node("Add", x, net.weight("a.weight"))));
    }

    private static String embedding(OnnxNetwork net, String x) {
        // 7 is INT64.
        final String indices = net.node("Cast", List.of(x), of("to", 7));
        return net.node("Gather", net.weight("a.weight"), indices);
    }

    private static int[] shape(int... dimensions) {
        return dimensions;
    }
}
