package dev.tapeless.processor.trace;

import com.google.gson.JsonElement;

import dev.tapeless.processor.testing.SourceText;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** PyTorch's layers and ours: a line each. */
final class LayerTranslations {

    private static final Map<String, BiConsumer<Settings, NetworkText>> ALL = new LinkedHashMap<>();

    /** What has no line in the table, and how it could be called once it exists. */
    private static final Map<String, List<String>> SYNONYMS =
            Map.of("MultiheadAttention", List.of("Attention"));

    /** What will never have a line, and why. */
    private static final Map<String, String> FOR_GOOD =
            Map.of(
                    "dropout", "dropout draws from PyTorch's own random numbers",
                    "alphadropout", "dropout draws from PyTorch's own random numbers",
                    "rrelu", "its slopes are PyTorch's own random numbers");

    static {
        put("Linear", LayerTranslations::linear);
        put("Identity", (layer, text) -> {});
        put("Residual", LayerTranslations::residual);
        put("Concat", LayerTranslations::concat);

        ImageTranslations.putAll(LayerTranslations::put);
        put("BatchNorm1d", LayerTranslations::batchNorm);
        put("BatchNorm2d", LayerTranslations::batchNorm);
        put("GroupNorm", LayerTranslations::groupNorm);
        put("LayerNorm", (layer, text) -> lastDimensions(layer, text, "LayerNorm"));
        put("RMSNorm", (layer, text) -> lastDimensions(layer, text, "RmsNorm"));
        put("PReLU", LayerTranslations::prelu);
        put("Embedding", LayerTranslations::embedding);
        RecurrentTranslations.putAll(LayerTranslations::put);

        put("ReLU", (layer, text) -> text.add("Relu"));
        put("ReLU6", (layer, text) -> text.add("Relu6"));
        put(
                "LeakyReLU",
                (l, text) -> text.add("LeakyRelu", real(l, "alpha", "negative_slope", 0.01)));
        put("ELU", (l, text) -> text.add("Elu", real(l, "alpha", "alpha", 1)));
        put("CELU", (l, text) -> text.add("Celu", real(l, "alpha", "alpha", 1)));
        put("SELU", (layer, text) -> text.add("Selu"));
        put("GELU", LayerTranslations::gelu);
        put("SiLU", (layer, text) -> text.add("Silu"));
        put("Mish", (layer, text) -> text.add("Mish"));
        put("Sigmoid", (layer, text) -> text.add("Sigmoid"));
        put("Tanh", (layer, text) -> text.add("Tanh"));
        put("Softplus", LayerTranslations::softplus);
        put("Softsign", (layer, text) -> text.add("Softsign"));
        put("Hardsigmoid", (layer, text) -> text.add("HardSigmoid"));
        put("Hardswish", (layer, text) -> text.add("HardSwish"));
        put("Hardtanh", LayerTranslations::hardTanh);
        put("Softmax", (layer, text) -> normalised(layer, text, "Softmax"));
        put("LogSoftmax", (layer, text) -> normalised(layer, text, "LogSoftmax"));

        // Activations that a user would declare.
        put("LogSigmoid", (layer, text) -> text.add("LogSigmoid"));
        put("Tanhshrink", (layer, text) -> text.add("TanhShrink"));
        put("Softshrink", (l, text) -> text.add("SoftShrink", real(l, "limit", "lambd", 0.5)));
        put("Hardshrink", (l, text) -> text.add("HardShrink", real(l, "limit", "lambd", 0.5)));
        put("Threshold", LayerTranslations::threshold);
        put("Sin", (layer, text) -> text.add("Sine"));
    }

    /** Activations that the DSL does not have, declared as a user would. */
    private static final Map<String, String> DECLARED =
            Map.of(
                    "ScaledSoftplus(double beta, double threshold)",
                    "where(beta * x > threshold, x, log1p(exp(beta * x)) / beta)",
                    "Clamp(double low, double high)",
                    "min(max(x, low), high)",
                    "LogSigmoid()",
                    "min(x, 0) - log1p(exp(-abs(x)))",
                    "TanhShrink()",
                    "x - tanh(x)",
                    "SoftShrink(double limit)",
                    "where(x > limit, x - limit, where(x < -limit, x + limit, 0))",
                    "HardShrink(double limit)",
                    "where(x > limit, x, where(x < -limit, x, 0))",
                    "Floor(double limit, double otherwise)",
                    "where(x > limit, x, otherwise)");

    private LayerTranslations() {}

    private static void put(String type, BiConsumer<Settings, NetworkText> translation) {
        ALL.put(type.toLowerCase(Locale.ROOT), translation);
    }

    /**
     * Writes layers, each reading the one before it.
     *
     * @param layers the layers of a trace
     * @param text where they go
     * @throws Inexpressible for one that has no counterpart
     */
    static void translate(List<Settings> layers, NetworkText text) {
        for (final Settings layer : layers) {
            final String type = layer.type().toLowerCase(Locale.ROOT);
            if (FOR_GOOD.containsKey(type)) {
                throw Inexpressible.forGood(FOR_GOOD.get(type));
            } else if (!ALL.containsKey(type)) {
                throw Inexpressible.type(
                        Kind.LAYER, layer.type(), SYNONYMS.getOrDefault(layer.type(), List.of()));
            }
            ALL.get(type).accept(layer, text);
            layer.requireAllRead();
        }
    }

    /** The declarations of the activations that the DSL does not have. */
    static List<SourceText> declarations() {
        final List<SourceText> files = new ArrayList<>();
        DECLARED.forEach(
                (signature, formula) -> {
                    final String name = signature.substring(0, signature.indexOf('('));
                    final String members =
                            signature
                                    .substring(name.length() + 1, signature.length() - 1)
                                    .replaceAll("(double \\w+)(, )?", "$1(); ");
                    files.add(
                            SourceText.at(
                                    NetworkText.PACKAGE + "/" + name + ".java",
                                    """
                                    package %s;
                                    @dev.tapeless.Activation("%s")
                                    @interface %s { %sString from() default ""; }
                                    """
                                            .formatted(
                                                    NetworkText.PACKAGE, formula, name, members)));
                });
        return files;
    }

    private static String real(Settings layer, String member, String name, double otherwise) {
        return member + " = " + layer.number(name, otherwise);
    }

    private static void linear(Settings layer, NetworkText text) {
        if (text.shape().size() != 1) {
            throw Inexpressible.forGood("Linear over the last of several dimensions");
        }
        layer.count("in");
        final int units = layer.count("out");
        text.add(
                layer.get("name").getAsString(),
                List.of(units),
                "Dense",
                "value = " + units,
                "bias = " + layer.flag("bias", true));
    }

    private static void lastDimensions(Settings layer, NetworkText text, String annotation) {
        final int dimensions =
                layer.get("shape").isJsonArray() ? layer.get("shape").getAsJsonArray().size() : 1;
        final boolean isAffine = layer.flag("elementwise_affine", layer.flag("affine", true));
        final List<String> members =
                new ArrayList<>(List.of("dimensions = " + dimensions, "affine = " + isAffine));
        if (layer.has("eps")) {
            members.add("epsilon = " + layer.get("eps").getAsDouble());
        }
        text.add(
                isAffine ? layer.get("name").getAsString() : text.unnamed(),
                text.shape(),
                annotation,
                members.toArray(String[]::new));
    }

    private static void batchNorm(Settings layer, NetworkText text) {
        layer.get("features");
        final boolean isAffine = layer.flag("affine", true);
        final List<String> members = new ArrayList<>(List.of("affine = " + isAffine));
        members.add("epsilon = " + layer.number("eps", 1e-5));
        members.add("momentum = " + layer.number("momentum", 0.1));
        if (!layer.flag("track_running_stats", true)) {
            throw Inexpressible.forGood("BatchNorm without running statistics");
        }
        final String name = layer.has("name") ? layer.get("name").getAsString() : text.unnamed();
        ImageTranslations.write(name, text, text.shape(), "BatchNorm", members);
    }

    private static void groupNorm(Settings layer, NetworkText text) {
        final boolean isAffine = layer.flag("affine", true);
        layer.number("channels", 0);
        ImageTranslations.write(
                layer.has("name") ? layer.get("name").getAsString() : text.unnamed(),
                text,
                text.shape(),
                "GroupNorm",
                List.of(
                        "value = " + layer.count("groups"),
                        "epsilon = " + layer.number("eps", 1e-5),
                        "affine = " + isAffine));
    }

    private static void prelu(Settings layer, NetworkText text) {
        final boolean isShared = layer.number("num", layer.number("num_parameters", 1)) == 1;
        if (!isShared && text.shape().size() > 1) {
            throw Inexpressible.forGood("PReLU of channels that come first");
        }
        layer.number("init", 0.25);
        text.add(
                layer.get("name").getAsString(),
                text.shape(),
                "Prelu",
                "perChannel = " + !isShared);
    }

    private static void embedding(Settings layer, NetworkText text) {
        final int length = layer.count("dim");
        final List<Integer> shape = new ArrayList<>(text.shape());
        shape.add(length);
        text.add(
                layer.get("name").getAsString(),
                shape,
                "Embedding",
                "count = " + layer.count("num"),
                "value = " + length);
    }

    private static void gelu(Settings layer, NetworkText text) {
        final boolean isExact = layer.text("approximate", "none").equals("none");
        text.add(isExact ? "Gelu" : "GeluTanh");
    }

    private static void softplus(Settings layer, NetworkText text) {
        final double beta = layer.number("beta", 1);
        final double threshold = layer.number("threshold", 20);
        if (beta == 1 && threshold == 20) {
            text.add("Softplus");
        } else {
            text.add("ScaledSoftplus", "beta = " + beta, "threshold = " + threshold);
        }
    }

    private static void hardTanh(Settings layer, NetworkText text) {
        final double low = layer.number("min_val", layer.number("min", -1));
        final double high = layer.number("max_val", layer.number("max", 1));
        if (low == -1 && high == 1) {
            text.add("HardTanh");
        } else {
            text.add("Clamp", "low = " + low, "high = " + high);
        }
    }

    private static void threshold(Settings layer, NetworkText text) {
        text.add(
                "Floor",
                real(layer, "limit", "threshold", 0),
                real(layer, "otherwise", "value", 0));
    }

    private static void normalised(Settings layer, NetworkText text, String annotation) {
        final double dim = layer.number("dim", 1);
        if (text.shape().size() != 1 || (dim != 1 && dim != -1)) {
            throw Inexpressible.forGood(annotation + " over one of several dimensions");
        }
        text.add(annotation);
    }

    private static void residual(Settings layer, NetworkText text) {
        final String before = text.current();
        translate(Settings.layers(layer.get("body")), text);
        text.join(text.shape(), "Add", List.of(before, text.current()));
    }

    private static void concat(Settings layer, NetworkText text) {
        if (layer.number("dim", 1) != 1 || text.shape().size() != 1) {
            throw Inexpressible.forGood("Concat along one of several dimensions");
        }
        final String before = text.current();
        final List<Integer> shape = text.shape();
        final List<String> ends = new ArrayList<>();
        int length = 0;
        for (final JsonElement branch : layer.get("branches").getAsJsonArray()) {
            text.goTo(before, shape);
            translate(Settings.layers(branch), text);
            ends.add(text.current());
            length += text.shape().get(0);
        }
        text.join(List.of(length), "Concat", ends);
    }
}
