package dev.tapeless.processor.trace;

import com.google.gson.JsonElement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * PyTorch's layers of images and sequences of channels. There the channels come first: every layer
 * is written between two permutations, so that all that lies between layers has PyTorch's order.
 */
final class ImageTranslations {

    private ImageTranslations() {}

    /**
     * Adds the translations to a table.
     *
     * @param table takes the type and the translation
     */
    static void putAll(BiConsumer<String, BiConsumer<Settings, NetworkText>> table) {
        table.accept("Conv1d", (layer, text) -> convolution(layer, text, 1));
        table.accept("Conv2d", (layer, text) -> convolution(layer, text, 2));
        table.accept("ConvTranspose2d", ImageTranslations::transposed);
        for (final int dimensions : new int[] {1, 2}) {
            for (final String kind : List.of("Max", "Avg")) {
                final String type = kind + "Pool" + dimensions + "d";
                table.accept(type, (layer, text) -> pool(layer, text, type, dimensions));
            }
            table.accept(
                    "AdaptiveAvgPool" + dimensions + "d",
                    (layer, text) -> global(layer, text, "GlobalAvgPool"));
            table.accept(
                    "AdaptiveMaxPool" + dimensions + "d",
                    (layer, text) -> global(layer, text, "GlobalMaxPool"));
        }
        table.accept("Flatten", ImageTranslations::flatten);
        table.accept("Upsample", ImageTranslations::upsample);
    }

    private static void convolution(Settings layer, NetworkText text, int dimensions) {
        layer.count("in");
        final int outputs = layer.count("out");
        final List<Integer> kernel = numbers(layer, "kernel", dimensions, 0);
        final List<Integer> stride = numbers(layer, "stride", dimensions, 1);
        final List<Integer> dilation = numbers(layer, "dilation", dimensions, 1);
        final List<Integer> shape = new ArrayList<>(List.of(outputs));
        final List<String> members = new ArrayList<>();
        members.add("value = " + outputs);
        members.add("kernel = " + text(kernel));
        members.add("stride = " + text(stride));
        members.add("dilation = " + text(dilation));
        members.add("groups = " + (int) layer.number("groups", 1));
        members.add("bias = " + layer.flag("bias", true));
        final boolean same = layer.has("padding") && isText(layer.get("padding"), "same");
        final boolean valid = layer.has("padding") && isText(layer.get("padding"), "valid");
        final List<Integer> padding =
                same || valid
                        ? Collections.nCopies(dimensions, 0)
                        : numbers(layer, "padding", dimensions, 0);
        if (same) {
            members.add("padding = Padding.SAME");
        } else {
            members.add("pad = " + text(padding));
        }
        for (int d = 0; d < dimensions; d++) {
            final int extent = text.shape().get(1 + d);
            shape.add(
                    same
                            ? extent
                            : places(
                                    extent + 2 * padding.get(d),
                                    dilation.get(d) * (kernel.get(d) - 1) + 1,
                                    stride.get(d)));
        }
        write(layer.get("name").getAsString(), text, shape, "Conv" + dimensions + "d", members);
    }

    private static void transposed(Settings layer, NetworkText text) {
        layer.count("in");
        final int outputs = layer.count("out");
        final List<Integer> kernel = numbers(layer, "kernel", 2, 0);
        final List<Integer> stride = numbers(layer, "stride", 2, 1);
        final List<Integer> dilation = numbers(layer, "dilation", 2, 1);
        final List<Integer> padding = numbers(layer, "padding", 2, 0);
        final List<Integer> more = numbers(layer, "output_padding", 2, 0);
        final List<Integer> shape = new ArrayList<>(List.of(outputs));
        for (int d = 0; d < 2; d++) {
            shape.add(
                    (text.shape().get(1 + d) - 1) * stride.get(d)
                            - 2 * padding.get(d)
                            + dilation.get(d) * (kernel.get(d) - 1)
                            + 1
                            + more.get(d));
        }
        write(
                layer.get("name").getAsString(),
                text,
                shape,
                "ConvTranspose2d",
                List.of(
                        "value = " + outputs,
                        "kernel = " + text(kernel),
                        "stride = " + text(stride),
                        "dilation = " + text(dilation),
                        "pad = " + text(padding),
                        "outputPadding = " + text(more),
                        "bias = " + layer.flag("bias", true)));
    }

    private static void pool(Settings layer, NetworkText text, String annotation, int dimensions) {
        final List<Integer> kernel = numbers(layer, "kernel", dimensions, 0);
        final List<Integer> stride =
                layer.has("stride") ? numbers(layer, "stride", dimensions, 1) : kernel;
        final List<Integer> padding = numbers(layer, "padding", dimensions, 0);
        final List<Integer> dilation = numbers(layer, "dilation", dimensions, 1);
        final List<Integer> shape = new ArrayList<>(List.of(text.shape().get(0)));
        for (int d = 0; d < dimensions; d++) {
            shape.add(
                    places(
                            text.shape().get(1 + d) + 2 * padding.get(d),
                            dilation.get(d) * (kernel.get(d) - 1) + 1,
                            stride.get(d)));
        }
        final List<String> members = new ArrayList<>();
        members.add("value = " + text(kernel));
        members.add("stride = " + text(stride));
        members.add("pad = " + text(padding));
        members.add("dilation = " + text(dilation));
        if (annotation.startsWith("Avg")) {
            members.add("countPadding = " + layer.flag("count_include_pad", true));
        }
        write(text.unnamed(), text, shape, annotation, members);
    }

    private static void global(Settings layer, NetworkText text, String annotation) {
        for (final String name : List.of("out", "output", "output_size", "size")) {
            final boolean isWhole =
                    !layer.has(name)
                            || numbers(layer, name, text.shape().size() - 1, 1).stream()
                                    .allMatch(size -> size == 1);
            if (!isWhole) {
                throw Inexpressible.forGood("pooling to more than one place");
            }
        }
        final int channels = text.shape().get(0);
        final int dimensions = text.shape().size() - 1;
        channelsLast(text);
        text.add(text.unnamed(), List.of(channels), annotation);
        final List<Integer> shape = new ArrayList<>(List.of(channels));
        shape.addAll(Collections.nCopies(dimensions, 1));
        text.add(text.unnamed(), shape, "Reshape", "value = " + text(shape));
    }

    private static void flatten(Settings layer, NetworkText text) {
        if (layer.number("start_dim", 1) != 1 || layer.number("end_dim", -1) != -1) {
            throw Inexpressible.forGood("Flatten of some dimensions");
        }
        final int elements = text.shape().stream().reduce(1, (a, b) -> a * b);
        text.add(text.unnamed(), List.of(elements), "Flatten");
    }

    private static void upsample(Settings layer, NetworkText text) {
        final String mode = layer.text("mode", "nearest");
        final boolean bilinear = mode.equals("bilinear") && !layer.flag("align_corners", false);
        if (!mode.equals("nearest") && !bilinear) {
            throw Inexpressible.forGood("Upsample in mode " + mode);
        }
        final List<Integer> factor =
                numbers(layer, layer.has("scale") ? "scale" : "scale_factor", 2, 1);
        final List<Integer> shape = new ArrayList<>(List.of(text.shape().get(0)));
        shape.add(text.shape().get(1) * factor.get(0));
        shape.add(text.shape().get(2) * factor.get(1));
        write(
                text.unnamed(),
                text,
                shape,
                "Upsample2d",
                List.of("value = " + text(factor), "bilinear = " + bilinear));
    }

    /** A layer between two permutations; vectors need none. */
    static void write(
            String name,
            NetworkText text,
            List<Integer> shape,
            String annotation,
            List<String> members) {
        if (shape.size() == 1) {
            text.add(name, shape, annotation, members.toArray(String[]::new));
            return;
        }
        channelsLast(text);
        text.add(name, shape, annotation, members.toArray(String[]::new));
        final int last = shape.size() - 1;
        final List<Integer> order = new ArrayList<>(List.of(last));
        for (int d = 0; d < last; d++) {
            order.add(d);
        }
        text.add(text.unnamed(), shape, "Permute", "value = " + text(order));
    }

    private static void channelsLast(NetworkText text) {
        final List<Integer> order = new ArrayList<>();
        for (int d = 1; d < text.shape().size(); d++) {
            order.add(d);
        }
        order.add(0);
        text.add(text.unnamed(), text.shape(), "Permute", "value = " + text(order));
    }

    private static int places(int extent, int reach, int stride) {
        return (extent - reach) / stride + 1;
    }

    private static boolean isText(JsonElement value, String text) {
        return value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isString()
                && value.getAsString().equals(text);
    }

    private static List<Integer> numbers(Settings layer, String name, int count, int otherwise) {
        if (!layer.has(name)) {
            layer.number(name, otherwise);
            return Collections.nCopies(count, otherwise);
        }
        final JsonElement value = layer.get(name);
        if (!value.isJsonArray()) {
            return Collections.nCopies(count, value.getAsInt());
        }
        final List<Integer> numbers = new ArrayList<>();
        value.getAsJsonArray().forEach(number -> numbers.add(number.getAsInt()));
        return numbers.size() == count ? numbers : Collections.nCopies(count, numbers.get(0));
    }

    private static String text(List<Integer> numbers) {
        return numbers.size() == 1
                ? String.valueOf(numbers.get(0))
                : numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
    }
}
