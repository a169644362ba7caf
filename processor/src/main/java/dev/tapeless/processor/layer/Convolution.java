package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What convolutions of all dimensions have in common. The channels are the last dimension, the
 * weight is stored as {@code [kernel...][inputs][outputs]}, so that a row of weights belongs to one
 * element of the window and one input channel.
 *
 * @param windows one for each dimension along which the window moves
 * @param inputs the input channels
 * @param outputs the output channels
 * @param groups of channels
 */
record Convolution(List<Window> windows, int inputs, int outputs, int groups) {

    /**
     * Checks and defines a convolution.
     *
     * @param request the use of the annotation
     * @param dimensions along which the window moves
     * @return the operation
     */
    static LayerOperation define(LayerRequest request, int dimensions) {
        final AnnotationUse use = request.use();
        final String text =
                OperationText.of(
                        use,
                        "value",
                        "kernel",
                        "stride",
                        "dilation",
                        "padding",
                        "pad",
                        "groups",
                        "bias");
        final Initializer initializer = Initializer.read(request);
        final Optional<Shape> input = Images.read(request, dimensions);
        final int outputs = use.integer("value");
        if (outputs < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), outputs);
        }
        final Optional<List<Integer>> groups = new Members(request).each("groups", 1, 1);
        if (input.isEmpty() || outputs < 1 || groups.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final List<Integer> extents = input.get().extents();
        final int channels = extents.get(dimensions);
        if (!divides(request, groups.get().get(0), channels, outputs)) {
            return LayerOperation.unknown(text);
        }
        return Window.read(request, "kernel", extents.subList(0, dimensions))
                .map(w -> new Convolution(w, channels, outputs, groups.get().get(0)))
                .map(convolution -> convolution.operation(request, text, initializer))
                .orElseGet(() -> LayerOperation.unknown(text));
    }

    private static boolean divides(LayerRequest request, int groups, int inputs, int outputs) {
        if (inputs % groups == 0 && outputs % groups == 0) {
            return true;
        }
        request.report(
                "groups",
                Message.GROUPS,
                request.subject(),
                groups,
                inputs % groups == 0 ? outputs : inputs,
                inputs % groups == 0 ? "output" : "input");
        return false;
    }

    private LayerOperation operation(LayerRequest request, String text, Initializer initializer) {
        final Shape output = output();
        final List<Integer> natural = new ArrayList<>(List.of(outputs, inputs / groups));
        windows.forEach(window -> natural.add(window.size()));
        if (!Images.fits(request, "weight", natural) || !Images.fits(request, output)) {
            return LayerOperation.unknown(text);
        }
        final int taps = windows.stream().mapToInt(Window::size).reduce(1, (a, b) -> a * b);
        final int fanIn = inputs / groups * taps;
        final int fanOut = Math.max(1, (int) ((long) outputs * taps / groups));
        final List<Integer> order = new ArrayList<>();
        IntStream.range(2, natural.size()).forEach(order::add);
        order.addAll(List.of(1, 0));
        final List<LayerParameter> parameters =
                parameters(request, initializer, natural, order, outputs, fanIn, fanOut);
        return new LayerOperation(
                text,
                Optional.of(output),
                Meaning.VALUES,
                parameters,
                output.elements() * fanIn,
                (context, values) -> lower(context, values.get(0), parameters));
    }

    /**
     * What convolutions learn: a weight, and a bias where it is asked for.
     *
     * @param request the use of the annotation
     * @param initializer how the weight starts
     * @param natural the shape of the weight
     * @param order the order in which its dimensions are stored
     * @param outputs the output channels
     * @param fanIn how many inputs a result has
     * @param fanOut how many results an input has
     */
    static List<LayerParameter> parameters(
            LayerRequest request,
            Initializer initializer,
            List<Integer> natural,
            List<Integer> order,
            int outputs,
            int fanIn,
            int fanOut) {
        final List<LayerParameter> parameters = new ArrayList<>();
        parameters.add(
                new LayerParameter(
                        "weight",
                        natural,
                        order,
                        initializer.method(),
                        initializer.value(),
                        fanIn,
                        fanOut));
        if (request.use().flag("bias")) {
            parameters.add(
                    new LayerParameter(
                            "bias", List.of(outputs), List.of(0), "zeros", 0, fanIn, fanOut));
        }
        return parameters;
    }

    private Shape output() {
        final List<Integer> extents = new ArrayList<>();
        windows.forEach(window -> extents.add((int) window.output()));
        extents.add(outputs);
        return new Shape(extents);
    }

    private Node lower(LoweringContext context, Node input, List<LayerParameter> parameters) {
        final Node weight = context.parameter(parameters.get(0));
        final boolean hasBias = parameters.size() > 1;
        final String label = hasBias ? context.inner("Product") : context.label();
        final Node sums =
                context.builder().contract(label, product(), padded(context, input), weight);
        return hasBias ? context.withBias(context.label(), sums, parameters.get(1)) : sums;
    }

    /** The input with zeros around it, so that no window has a place outside. */
    private Node padded(LoweringContext context, Node input) {
        if (windows.stream().allMatch(window -> window.before() == 0 && window.after() == 0)) {
            return input;
        }
        final int axes = windows.size() + 2;
        final List<Affine> source = new ArrayList<>(List.of(Affine.axis(axes, 0)));
        final List<Integer> extents = new ArrayList<>(List.of(Shape.BATCH));
        for (int d = 0; d < windows.size(); d++) {
            final Window window = windows.get(d);
            source.add(Affine.axis(axes, 1 + d).plus(-window.before()));
            extents.add(window.before() + window.extent() + window.after());
        }
        source.add(Affine.axis(axes, axes - 1));
        extents.add(inputs);
        final Op.View view = new Op.View(new IndexMap(source), new Shape(extents), 0);
        return context.builder().apply(context.inner("Padded"), view, List.of(input));
    }

    /**
     * The sum of products over the padded input. The iteration axes are samples, places, groups
     * where there are several, output channels, elements of the window, input channels.
     */
    private Op.Contract product() {
        final int dimensions = windows.size();
        final int grouped = groups == 1 ? 0 : 1;
        final int unit = 1 + dimensions + grouped;
        final int channel = unit + dimensions + 1;
        final int axes = channel + 1;
        final List<Integer> extents = new ArrayList<>(List.of(Shape.BATCH));
        windows.forEach(window -> extents.add((int) window.output()));
        if (grouped == 1) {
            extents.add(groups);
        }
        extents.add(outputs / groups);
        windows.forEach(window -> extents.add(window.size()));
        extents.add(inputs / groups);
        final List<Affine> source = new ArrayList<>(List.of(Affine.axis(axes, 0)));
        final List<Affine> weight = new ArrayList<>();
        final List<Affine> target = new ArrayList<>(List.of(Affine.axis(axes, 0)));
        for (int d = 0; d < dimensions; d++) {
            source.add(windows.get(d).coordinate(axes, 1 + d, unit + 1 + d, 0));
            weight.add(Affine.axis(axes, unit + 1 + d));
            target.add(Affine.axis(axes, 1 + d));
        }
        source.add(ofGroup(axes, unit - 1, grouped * inputs / groups, channel));
        weight.add(Affine.axis(axes, channel));
        final Affine output = ofGroup(axes, unit - 1, grouped * outputs / groups, unit);
        weight.add(output);
        target.add(output);
        return new Op.Contract(
                extents,
                List.of(new IndexMap(source), new IndexMap(weight)),
                new IndexMap(target),
                output().batched());
    }

    /** A channel of a group: {@code group * size + channel}, or the channel where there is one. */
    private static Affine ofGroup(int axes, int group, int size, int channel) {
        final Affine own = Affine.axis(axes, channel);
        return size == 0 ? own : Affine.scaled(axes, group, size).plus(own);
    }
}
