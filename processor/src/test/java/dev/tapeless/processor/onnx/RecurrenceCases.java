package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.list;
import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recurrent layers. ONNX has the positions first, then the directions and the batch. */
final class RecurrenceCases {

    private static final int[] SEQUENCE = {8, 5};

    /** PyTorch's r, z, n are z, r, h in ONNX. */
    private static final int[] GRU = {1, 0, 2};

    /** PyTorch's i, f, g, o are i, o, f, c in ONNX. */
    private static final int[] LSTM = {0, 3, 1, 2};

    private final List<OnnxCase> cases = new ArrayList<>();

    private RecurrenceCases() {}

    static List<OnnxCase> all() {
        final RecurrenceCases recurrences = new RecurrenceCases();
        recurrences.layers(6, false, false);
        recurrences.layers(6, true, true);
        recurrences.layers(33, false, true);
        recurrences.layers(33, true, false);
        recurrences.add("ReluRnn", "Rnn", "value = 6, activation = Relu.class", 6, false, false);
        return recurrences.cases;
    }

    private void layers(int units, boolean isSequence, boolean isBoth) {
        for (final String layer : new String[] {"Rnn", "Gru", "Lstm"}) {
            add(
                    layer + units + (isSequence ? "Sequence" : "") + (isBoth ? "Both" : ""),
                    layer,
                    "value = %d, sequence = %b, bidirectional = %b"
                            .formatted(units, isSequence, isBoth),
                    units,
                    isSequence,
                    isBoth);
        }
    }

    private void add(
            String name,
            String layer,
            String members,
            int units,
            boolean isSequence,
            boolean isBoth) {
        cases.add(
                OnnxCase.of(
                        name,
                        SEQUENCE,
                        "@" + layer + "(" + members + ") Layer a;",
                        (net, x) -> {
                            final int[] gates = gates(layer);
                            final List<OnnxModel.Attribute> all = new ArrayList<>();
                            all.add(of("hidden_size", units));
                            all.add(of("direction", isBoth ? "bidirectional" : "forward"));
                            if (layer.equals("Gru")) {
                                all.add(of("linear_before_reset", 1));
                            } else if (members.contains("Relu")) {
                                all.add(OnnxModel.Attribute.words("activations", "Relu"));
                            }
                            final List<String> y =
                                    net.nodes(
                                            layer.toUpperCase(Locale.ROOT),
                                            2,
                                            List.of(
                                                    net.node(
                                                            "Transpose",
                                                            List.of(x),
                                                            list("perm", 1, 0, 2)),
                                                    weights(net, "weight_ih", gates, units, isBoth),
                                                    weights(net, "weight_hh", gates, units, isBoth),
                                                    biases(net, gates, units, isBoth)),
                                            all.toArray(OnnxModel.Attribute[]::new));
                            return isSequence
                                    ? joined(net, y.get(0), 2, 0, 1, 3)
                                    : joined(net, y.get(1), 1, 0, 2);
                        }));
    }

    private static int[] gates(String layer) {
        return switch (layer) {
            case "Gru" -> GRU;
            case "Lstm" -> LSTM;
            default -> new int[] {0};
        };
    }

    /** The batch first, and the directions behind each other. */
    private static String joined(OnnxNetwork net, String y, int... order) {
        final String first = net.node("Transpose", List.of(y), list("perm", order));
        final long[] shape = order.length == 4 ? new long[] {0, 0, -1} : new long[] {0, -1};
        return net.node("Reshape", first, net.integers(shape));
    }

    private static String weights(
            OnnxNetwork net, String name, int[] gates, int units, boolean isBoth) {
        final int width = net.parameter("a." + name + "_l0").shape()[1];
        final double[] all = gather(net, gates, units * width, isBoth, name);
        final int directions = isBoth ? 2 : 1;
        return net.weight(new int[] {directions, gates.length * units, width}, all);
    }

    private static String biases(OnnxNetwork net, int[] gates, int units, boolean isBoth) {
        final double[] all = gather(net, gates, units, isBoth, "bias_ih", "bias_hh");
        return net.weight(new int[] {isBoth ? 2 : 1, 2 * gates.length * units}, all);
    }

    /** The parameters of each direction, one after the other, with the gates in ONNX's order. */
    private static double[] gather(
            OnnxNetwork net, int[] gates, int block, boolean isBoth, String... names) {
        final int one = gates.length * block;
        final double[] all = new double[(isBoth ? 2 : 1) * names.length * one];
        for (int n = 0; n < all.length / one; n++) {
            final String ending = n < names.length ? "_l0" : "_l0_reverse";
            final double[] values = net.parameter("a." + names[n % names.length] + ending).values();
            for (int g = 0; g < gates.length; g++) {
                System.arraycopy(values, gates[g] * block, all, n * one + g * block, block);
            }
        }
        return all;
    }
}
