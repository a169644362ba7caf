package dev.tapeless.processor.onnx;

import static dev.tapeless.processor.onnx.OnnxModel.Attribute.list;
import static dev.tapeless.processor.onnx.OnnxModel.Attribute.of;

import dev.tapeless.processor.onnx.OnnxModel.Attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Convolutions, pooling and resizing. */
final class ImageCases {

    private static final String SAME = ", padding = Padding.SAME";

    private final List<OnnxCase> cases = new ArrayList<>();

    private ImageCases() {}

    static List<OnnxCase> all() {
        final ImageCases images = new ImageCases();
        images.convolutions();
        images.transposedConvolutions();
        images.pooling();
        images.resizing();
        return images.cases;
    }

    private void convolutions() {
        convolution("Plain", shape(9, 8, 3), "4, kernel = 3");
        convolution("Wide", shape(12, 9, 16), "33, kernel = {3, 2}", kernel(3, 2));
        convolution("Same", shape(8, 7, 3), "5, kernel = 4" + SAME, same());
        convolution(
                "SameStride",
                shape(9, 7, 3),
                "5, kernel = {3, 2}, stride = {2, 3}" + SAME,
                same(),
                list("strides", 2, 3));
        convolution(
                "SameDilation",
                shape(9, 10, 2),
                "17, kernel = 3, dilation = {2, 3}" + SAME,
                list("pads", 2, 3, 2, 3), // It does not take both "auto_pad" and "dilations".
                list("dilations", 2, 3));
        convolution("Pad", shape(5, 6, 1), "3, kernel = 5, pad = 2", list("pads", 2, 2, 2, 2));
        convolution(
                "Sides",
                shape(6, 5, 2),
                "20, kernel = 3, stride = 2, pad = {1, 0, 2, 3}",
                list("strides", 2, 2),
                list("pads", 1, 0, 2, 3));
        convolution("Point", shape(5, 4, 9), "18, kernel = 1");
        convolution("Groups", shape(7, 6, 6), "9, kernel = 3, groups = 3", of("group", 3));
        convolution(
                "WideGroups",
                shape(6, 7, 32),
                "32, kernel = 3, stride = 2, groups = 2" + SAME,
                same(),
                list("strides", 2, 2),
                of("group", 2));
        convolution(
                "Depthwise",
                shape(7, 8, 19),
                "19, kernel = 3, pad = 1, groups = 19",
                list("pads", 1, 1, 1, 1),
                of("group", 19));
        convolution(
                "DepthMultiplier",
                shape(6, 6, 4),
                "8, kernel = 3, dilation = 2, groups = 4",
                list("dilations", 2, 2),
                of("group", 4));
        cases.add(
                image(
                        "ConvWithoutBias",
                        shape(6, 6, 3),
                        "@Conv2d(value = 16, kernel = 3, bias = false) Layer a;",
                        (net, x) -> net.node("Conv", x, net.weight("a.weight"))));
        sequence("Plain", "5, kernel = 3");
        sequence(
                "Stride",
                "18, kernel = 4, stride = 3, pad = {2, 1}",
                list("strides", 3),
                list("pads", 2, 1));
        sequence(
                "Same",
                "16, kernel = 3, dilation = 2, groups = 2" + SAME,
                list("pads", 2, 2),
                list("dilations", 2),
                of("group", 2));
    }

    private void transposedConvolutions() {
        transposed("Plain", shape(4, 5, 3), "2, kernel = 3");
        transposed("Wide", shape(5, 4, 17), "33, kernel = 2, stride = 2", list("strides", 2, 2));
        transposed(
                "Pad",
                shape(5, 3, 2),
                "4, kernel = {4, 3}, stride = 2, pad = {1, 0, 1, 2}",
                list("strides", 2, 2),
                list("pads", 1, 0, 1, 2));
        transposed(
                "More",
                shape(3, 4, 2),
                "3, kernel = 3, stride = {2, 3}, dilation = {1, 2}, pad = 1, outputPadding = {1,"
                        + " 2}",
                list("strides", 2, 3),
                list("dilations", 1, 2),
                list("pads", 1, 1, 1, 1),
                list("output_padding", 1, 2));
    }

    private void pooling() {
        pooling("Plain", "2", kernel(2, 2), list("strides", 2, 2));
        pooling("Overlap", "{3, 2}, stride = {2, 1}", kernel(3, 2), list("strides", 2, 1));
        pooling(
                "Dilated",
                "3, stride = 1, dilation = {1, 2}",
                kernel(3, 3),
                list("dilations", 1, 2));
        // Left and bottom are equal, in both: where padding counts, ONNX Runtime 1.22 takes the one
        // for the other.
        pooling("Same", "{4, 7}, stride = 2" + SAME, kernel(4, 7), list("strides", 2, 2), same());
        pooling(
                "Pad",
                "3, stride = 2, pad = {2, 1, 1, 0}",
                kernel(3, 3),
                list("strides", 2, 2),
                list("pads", 2, 1, 1, 0));
        final OnnxCase.Translation max =
                (net, x) ->
                        net.node(
                                "MaxPool",
                                List.of(x),
                                kernel(3),
                                list("strides", 2),
                                list("pads", 1, 1));
        cases.add(
                image(
                        "MaxPoolSequence",
                        shape(11, 17),
                        "@MaxPool1d(value = 3, stride = 2, pad = 1) Layer a;",
                        max));
        for (final boolean counts : new boolean[] {true, false}) {
            cases.add(
                    image(
                            "AvgPoolSequence" + (counts ? "Counting" : ""),
                            shape(11, 17),
                            "@AvgPool1d(value = 3, stride = 2, pad = 1, countPadding = "
                                    + counts
                                    + ") Layer a;",
                            (net, x) ->
                                    net.node(
                                            "AveragePool",
                                            List.of(x),
                                            kernel(3),
                                            list("strides", 2),
                                            list("pads", 1, 1),
                                            of("count_include_pad", counts ? 1 : 0))));
        }
        global("Avg", "GlobalAveragePool");
        global("Max", "GlobalMaxPool");
    }

    private void resizing() {
        cases.add(
                image(
                        "Upsample",
                        shape(4, 3, 5),
                        "@Upsample2d({2, 3}) Layer a;",
                        (net, x) ->
                                net.node(
                                        "Resize",
                                        List.of(x, "", net.weight(shape(4), 1, 1, 2, 3)),
                                        of("mode", "nearest"),
                                        of("coordinate_transformation_mode", "asymmetric"),
                                        of("nearest_mode", "floor"))));
        cases.add(
                image(
                        "UpsampleBilinear",
                        shape(4, 3, 5),
                        "@Upsample2d(value = {2, 3}, bilinear = true) Layer a;",
                        (net, x) ->
                                net.node(
                                        "Resize",
                                        List.of(x, "", net.weight(shape(4), 1, 1, 2, 3)),
                                        of("mode", "linear"),
                                        of("coordinate_transformation_mode", "half_pixel"))));
    }

    private void convolution(String name, int[] input, String members, Attribute... attributes) {
        layer("Conv", name, input, "Conv2d", members, attributes);
    }

    private void sequence(String name, String members, Attribute... attributes) {
        layer("Conv", "Sequence" + name, shape(13, 4), "Conv1d", members, attributes);
    }

    private void transposed(String name, int[] input, String members, Attribute... attributes) {
        layer("ConvTranspose", name, input, "ConvTranspose2d", members, attributes);
    }

    private void layer(
            String operator,
            String name,
            int[] input,
            String annotation,
            String members,
            Attribute... attributes) {
        cases.add(
                image(
                        operator + name,
                        input,
                        "@" + annotation + "(value = " + members + ") Layer a;",
                        (net, x) ->
                                net.node(
                                        operator,
                                        List.of(x, net.weight("a.weight"), net.weight("a.bias")),
                                        attributes)));
    }

    /** The largest elements, and both kinds of means. */
    private void pooling(String name, String members, Attribute... attributes) {
        final int[] input = shape(9, 8, 5);
        cases.add(
                image(
                        "MaxPool" + name,
                        input,
                        "@MaxPool2d(value = " + members + ") Layer a;",
                        (net, x) -> net.node("MaxPool", List.of(x), attributes)));
        for (final boolean counts : new boolean[] {true, false}) {
            final Attribute[] all = Arrays.copyOf(attributes, attributes.length + 1);
            all[attributes.length] = of("count_include_pad", counts ? 1 : 0);
            cases.add(
                    image(
                            "AvgPool" + name + (counts ? "Counting" : ""),
                            input,
                            "@AvgPool2d(value = "
                                    + members
                                    + ", countPadding = "
                                    + counts
                                    + ") Layer a;",
                            (net, x) -> net.node("AveragePool", List.of(x), all)));
        }
    }

    private void global(String name, String operator) {
        cases.add(
                OnnxCase.of(
                        "Global" + name,
                        shape(5, 7, 18),
                        "@Global" + name + "Pool Layer a;",
                        (net, x) ->
                                net.node(
                                        "Flatten",
                                        List.of(net.node(operator, net.channelsFirst(x))),
                                        of("axis", 1))));
    }

    /** ONNX has the channels first. */
    private static OnnxCase image(
            String name, int[] input, String body, OnnxCase.Translation translation) {
        return OnnxCase.of(
                name,
                input,
                body,
                (net, x) -> net.channelsLast(translation.write(net, net.channelsFirst(x))));
    }

    private static Attribute kernel(int... sizes) {
        return list("kernel_shape", sizes);
    }

    private static Attribute same() {
        return of("auto_pad", "SAME_UPPER");
    }

    private static int[] shape(int... dimensions) {
        return dimensions;
    }
}
