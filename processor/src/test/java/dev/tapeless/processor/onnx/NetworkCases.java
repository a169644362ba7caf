package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.list;
import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import java.util.List;

/** Whole networks, whose layers are fused with each other. */
final class NetworkCases {

    private NetworkCases() {}

    static List<OnnxCase> all() {
        return List.of(perceptron(), lenet());
    }

    private static OnnxCase perceptron() {
        return OnnxCase.of(
                "Perceptron",
                new int[] {100},
                """
                @Dense(130) @Relu Layer first;
                @Dense(130) Layer wide;
                @LayerNorm @Gelu Layer second;
                @Add(from = {"first", "second"}) Layer sum;
                @Dense(10) @Softmax Layer classes;
                """,
                (net, x) -> {
                    final String first = net.node("Relu", net.dense(x, "first"));
                    final String second =
                            net.node(
                                    "Gelu",
                                    net.node(
                                            "LayerNormalization",
                                            net.dense(first, "wide"),
                                            net.weight("second.weight"),
                                            net.weight("second.bias")));
                    final String sum = net.node("Add", first, second);
                    return net.node("Softmax", net.dense(sum, "classes"));
                });
    }

    private static OnnxCase lenet() {
        return OnnxCase.of(
                "LeNet",
                new int[] {28, 28, 1},
                """
                @Conv2d(value = 6, kernel = 5, pad = 2) @Relu @MaxPool2d(2) Layer first;
                @Conv2d(value = 16, kernel = 5) @Relu @MaxPool2d(2) Layer second;
                @Permute({2, 0, 1}) @Flatten Layer features;
                @Dense(120) @Relu Layer third;
                @Dense(84) @Relu Layer fourth;
                @Dense(10) Layer classes;
                """,
                (net, x) -> {
                    final String first = stage(net, net.channelsFirst(x), "first", 2);
                    final String second = stage(net, first, "second", 0);
                    final String features = net.node("Flatten", List.of(second), of("axis", 1));
                    final String third = net.node("Relu", net.dense(features, "third"));
                    final String fourth = net.node("Relu", net.dense(third, "fourth"));
                    return net.dense(fourth, "classes");
                });
    }

    private static String stage(OnnxNetwork net, String x, String layer, int pad) {
        final String y =
                net.node(
                        "Conv",
                        List.of(x, net.weight(layer + ".weight"), net.weight(layer + ".bias")),
                        list("pads", pad, pad, pad, pad));
        return net.node(
                "MaxPool",
                List.of(net.node("Relu", y)),
                list("kernel_shape", 2, 2),
                list("strides", 2, 2));
    }
}
