package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What pooling layers have in common: the windows of each channel, which are then reduced.
 *
 * @param windows one for each dimension along which the window moves
 * @param channels how many there are
 */
record Pooling(List<Window> windows, int channels) {

    /**
     * The largest element of each window.
     *
     * @param request the use of the annotation
     * @param dimensions along which the window moves
     * @return the operation
     */
    static LayerOperation max(LayerRequest request, int dimensions) {
        return define(
                request,
                dimensions,
                true,
                pooling -> (context, values) -> pooling.max(context, values.get(0)));
    }

    /**
     * The mean of each window.
     *
     * @param request the use of the annotation
     * @param dimensions along which the window moves
     * @return the operation
     */
    static LayerOperation mean(LayerRequest request, int dimensions) {
        final boolean countPadding = request.use().flag("countPadding");
        return define(
                request,
                dimensions,
                !countPadding,
                pooling ->
                        (context, values) ->
                                countPadding
                                        ? pooling.mean(context, values.get(0))
                                        : pooling.meanOfInside(context, values.get(0)));
    }

    private static LayerOperation define(
            LayerRequest request,
            int dimensions,
            boolean needsInput,
            Function<Pooling, LayerOperation.Lowering> lowering) {
        final String text =
                OperationText.of(request.use(), "value", "stride", "dilation", "padding", "pad");
        final Optional<Shape> input = Images.read(request, dimensions);
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final List<Integer> extents = input.get().extents();
        final Optional<List<Window>> windows =
                Window.read(request, "value", extents.subList(0, dimensions));
        if (windows.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        if (needsInput && !windows.get().stream().allMatch(Window::meetsInput)) {
            request.report("pad", Message.WINDOW_OUTSIDE, request.subject());
            return LayerOperation.unknown(text);
        }
        final Pooling pooling = new Pooling(windows.get(), extents.get(dimensions));
        final Shape output = pooling.output();
        return Images.fits(request, output)
                ? LayerOperation.of(text, Optional.of(output), lowering.apply(pooling))
                : LayerOperation.unknown(text);
    }

    private Shape output() {
        final List<Integer> extents = new ArrayList<>();
        windows.forEach(window -> extents.add((int) window.output()));
        extents.add(channels);
        return new Shape(extents);
    }

    private Node max(LoweringContext context, Node input) {
        final Node parts = windows(context, input, Double.NEGATIVE_INFINITY);
        return context.builder()
                .reduce(context.label(), Op.Reduce.Kind.MAX, parts, reduced(parts.shape()));
    }

    private Node mean(LoweringContext context, Node input) {
        final Node sum = sum(context, context.inner("Sum"), windows(context, input, 0));
        final long taps = windows.stream().mapToLong(Window::size).reduce(1, (a, b) -> a * b);
        return context.builder()
                .map(
                        context.label(),
                        Expressions.multiply(
                                Expressions.argument(0), new Expression.Constant(1.0 / taps)),
                        sum);
    }

    /** Divides by the number of places inside, which are counted along each dimension. */
    private Node meanOfInside(LoweringContext context, Node input) {
        final GraphBuilder builder = context.builder();
        final Node sum = sum(context, context.inner("Sum"), windows(context, input, 0));
        final List<Node> operands = new ArrayList<>(List.of(sum));
        final List<List<Integer>> projections = new ArrayList<>(List.of(sum.shape().axes()));
        Expression count = Expressions.ONE;
        for (int d = 0; d < windows.size(); d++) {
            operands.add(inside(context, windows.get(d)));
            projections.add(List.of(1 + d));
            count = Expressions.multiply(count, Expressions.argument(1 + d));
        }
        return builder.map(
                context.label(),
                Expressions.divide(Expressions.argument(0), count),
                sum.shape(),
                projections,
                operands);
    }

    private static Node inside(LoweringContext context, Window window) {
        final GraphBuilder builder = context.builder();
        final Node ones =
                builder.map("", Expressions.ONE, Shape.of(window.extent()), List.of(), List.of());
        final Node parts =
                builder.apply(
                        "",
                        new Op.View(
                                new IndexMap(List.of(window.coordinate(2, 0, 1))),
                                Shape.of((int) window.output(), window.size()),
                                0),
                        List.of(ones));
        return builder.reduce(context.inner("Count"), Op.Reduce.Kind.SUM, parts, 1);
    }

    private Node sum(LoweringContext context, String label, Node parts) {
        return context.builder().reduce(label, Op.Reduce.Kind.SUM, parts, reduced(parts.shape()));
    }

    /** The axes of the elements of the windows. */
    private Integer[] reduced(Shape shape) {
        final int last = shape.rank() - 1;
        return IntStream.range(last - windows.size(), last).boxed().toArray(Integer[]::new);
    }

    /** The input as samples, places, elements of the window, channels. */
    private Node windows(LoweringContext context, Node input, double padding) {
        final int dimensions = windows.size();
        final int axes = 2 * dimensions + 2;
        final List<Affine> source = new ArrayList<>(List.of(Affine.axis(axes, 0)));
        final List<Integer> extents = new ArrayList<>(List.of(Shape.BATCH));
        for (int d = 0; d < dimensions; d++) {
            source.add(windows.get(d).coordinate(axes, 1 + d, 1 + dimensions + d));
            extents.add((int) windows.get(d).output());
        }
        source.add(Affine.axis(axes, axes - 1));
        windows.forEach(window -> extents.add(window.size()));
        extents.add(channels);
        final Op.View view = new Op.View(new IndexMap(source), new Shape(extents), padding);
        return context.builder().apply(context.inner("Windows"), view, List.of(input));
    }
}
