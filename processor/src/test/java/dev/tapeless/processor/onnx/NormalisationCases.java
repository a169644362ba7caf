package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Normalisations. */
final class NormalisationCases {

    private static final int[] IMAGE = {5, 4, 18};

    private final List<OnnxCase> cases = new ArrayList<>();

    private NormalisationCases() {}

    static List<OnnxCase> all() {
        final NormalisationCases normalisations = new NormalisationCases();
        normalisations.batches();
        normalisations.layers();
        normalisations.groups();
        return normalisations.cases;
    }

    private void batches() {
        cases.add(
                OnnxCase.of(
                        "BatchNormVector",
                        new int[] {21},
                        "@BatchNorm(epsilon = 0.001) Layer a;",
                        (net, x) -> batchNorm(net, x, "a", 0.001)));
        cases.add(
                OnnxCase.of(
                        "BatchNormImage",
                        IMAGE,
                        "@BatchNorm Layer a;",
                        (net, x) ->
                                net.channelsLast(batchNorm(net, net.channelsFirst(x), "a", 1e-5))));
        // Where prediction folds the statistics into the weights before them.
        cases.add(
                OnnxCase.of(
                        "BatchNormFolded",
                        new int[] {7, 6, 3},
                        "@Conv2d(value = 17, kernel = 3) Layer a; @BatchNorm @Relu Layer b;",
                        (net, x) -> {
                            final String a =
                                    net.node(
                                            "Conv",
                                            net.channelsFirst(x),
                                            net.weight("a.weight"),
                                            net.weight("a.bias"));
                            final String b = batchNorm(net, a, "b", 1e-5);
                            return net.channelsLast(net.node("Relu", b));
                        }));
    }

    private static String batchNorm(OnnxNetwork net, String x, String layer, double epsilon) {
        return net.node(
                "BatchNormalization",
                List.of(
                        x,
                        net.weight(layer + ".weight"),
                        net.weight(layer + ".bias"),
                        net.weight(layer + ".running_mean"),
                        net.weight(layer + ".running_var")),
                of("epsilon", epsilon));
    }

    private void layers() {
        for (int dimensions = 1; dimensions <= 3; dimensions++) {
            final int axis = -dimensions;
            cases.add(
                    OnnxCase.of(
                            "LayerNorm" + dimensions,
                            IMAGE,
                            "@LayerNorm(dimensions = " + dimensions + ") Layer a;",
                            (net, x) ->
                                    net.node(
                                            "LayerNormalization",
                                            List.of(
                                                    x,
                                                    net.weight("a.weight"),
                                                    net.weight("a.bias")),
                                            of("axis", axis))));
            final long[] axes = LongStream.range(axis, 0).toArray();
            cases.add(
                    OnnxCase.of(
                            "RmsNorm" + dimensions,
                            IMAGE,
                            "@RmsNorm(dimensions = " + dimensions + ") Layer a;",
                            (net, x) -> {
                                final String square =
                                        net.node(
                                                "ReduceMean",
                                                net.node("Mul", x, x),
                                                net.integers(axes));
                                final String root =
                                        net.node("Sqrt", net.node("Add", square, net.number(1e-6)));
                                return net.node(
                                        "Mul", net.node("Div", x, root), net.weight("a.weight"));
                            }));
        }
    }

    private void groups() {
        for (final int groups : new int[] {1, 3, 18}) {
            cases.add(
                    OnnxCase.of(
                            "GroupNorm" + groups,
                            IMAGE,
                            "@GroupNorm(" + groups + ") Layer a;",
                            (net, x) ->
                                    net.channelsLast(
                                            net.node(
                                                    "GroupNormalization",
                                                    List.of(
                                                            net.channelsFirst(x),
                                                            net.weight("a.weight"),
                                                            net.weight("a.bias")),
                                                    of("num_groups", groups)))));
        }
        // As many groups as channels.
        cases.add(
                OnnxCase.of(
                        "InstanceNorm",
                        IMAGE,
                        "@GroupNorm(18) Layer a;",
                        (net, x) ->
                                net.channelsLast(
                                        net.node(
                                                "InstanceNormalization",
                                                net.channelsFirst(x),
                                                net.weight("a.weight"),
                                                net.weight("a.bias")))));
    }
}
