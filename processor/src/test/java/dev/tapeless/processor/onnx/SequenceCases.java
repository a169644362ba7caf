package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.list;
import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers along sequences: dense ones at every position, and attention, composed of products. */
final class SequenceCases {

    private static final int LENGTH = 9;

    private final List<OnnxCase> cases = new ArrayList<>();

    private SequenceCases() {}

    static List<OnnxCase> all() {
        final SequenceCases sequences = new SequenceCases();
        sequences.positions();
        sequences.attention("Attention", 12, 3, false);
        sequences.attention("CausalAttention", 12, 2, true);
        sequences.attention("WideAttention", 68, 4, false);
        return sequences.cases;
    }

    private void positions() {
        final int[] shape = {LENGTH, 19};
        cases.add(
                OnnxCase.of(
                        "DensePositions",
                        shape,
                        "@Dense(33) @Relu Layer a;",
                        (net, x) -> net.node("Relu", linear(net, x, "a.weight", "a.bias"))));
        cases.add(
                OnnxCase.of(
                        "SoftmaxPositions",
                        shape,
                        "@Softmax Layer a;",
                        (net, x) -> net.node("Softmax", x)));
        cases.add(
                OnnxCase.of(
                        "FeedForwardPositions",
                        shape,
                        "@FeedForward(40) Layer a;",
                        (net, x) -> {
                            final String wide =
                                    linear(net, x, "a.linear1.weight", "a.linear1.bias");
                            return linear(
                                    net,
                                    net.node("Gelu", wide),
                                    "a.linear2.weight",
                                    "a.linear2.bias");
                        }));
    }

    private void attention(String name, int features, int heads, boolean isCausal) {
        cases.add(
                OnnxCase.of(
                        name,
                        new int[] {LENGTH, features},
                        "@SelfAttention(heads = %d, causal = %b) Layer a;"
                                .formatted(heads, isCausal),
                        (net, x) -> {
                            final List<String> maps =
                                    net.nodes(
                                            "Split",
                                            3,
                                            List.of(
                                                    linear(
                                                            net,
                                                            x,
                                                            "a.in_proj_weight",
                                                            "a.in_proj_bias")),
                                            of("axis", 2),
                                            of("num_outputs", 3));
                            final String q = heads(net, maps.get(0), heads, 0, 2, 1, 3);
                            final String k = heads(net, maps.get(1), heads, 0, 2, 3, 1);
                            final String v = heads(net, maps.get(2), heads, 0, 2, 1, 3);
                            final String root = net.number(Math.sqrt(features / (double) heads));
                            String scores = net.node("Div", net.node("MatMul", q, k), root);
                            scores = isCausal ? net.node("Add", scores, mask(net)) : scores;
                            final String read = net.node("MatMul", net.node("Softmax", scores), v);
                            final String joined =
                                    net.node(
                                            "Reshape",
                                            net.node(
                                                    "Transpose",
                                                    List.of(read),
                                                    list("perm", 0, 2, 1, 3)),
                                            net.integers(0, LENGTH, features));
                            return linear(net, joined, "a.out_proj.weight", "a.out_proj.bias");
                        }));
    }

    /** Divides the features among the heads. */
    private static String heads(OnnxNetwork net, String x, int heads, int... order) {
        final String parts = net.node("Reshape", x, net.integers(0, LENGTH, heads, -1));
        return net.node("Transpose", List.of(parts), list("perm", order));
    }

    /** Minus infinity where a position would read a later one. */
    private static String mask(OnnxNetwork net) {
        final double[] mask = new double[LENGTH * LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            Arrays.fill(mask, i * LENGTH + i + 1, (i + 1) * LENGTH, Double.NEGATIVE_INFINITY);
        }
        return net.weight(new int[] {LENGTH, LENGTH}, mask);
    }

    /** A dense layer at every position. */
    private static String linear(OnnxNetwork net, String x, String weight, String bias) {
        final String columns =
                net.node("Transpose", List.of(net.weight(weight)), list("perm", 1, 0));
        return net.node("Add", net.node("MatMul", x, columns), net.weight(bias));
    }
}
