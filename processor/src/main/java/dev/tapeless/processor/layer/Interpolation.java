package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Linear interpolation along one axis, as a product with the weights of neighbours. Elements are
 * thought in the middle of their places, so the new ones at {@code k} and {@code p} of {@code
 * factor} lie at {@code s = k + (p + 0.5) / factor - 0.5}, kept inside of the image; an element
 * {@code n} has there the weight {@code max(0, 1 - |s - n|)}, which is above 0 for the two nearest
 * of {@code k - 1, k, k + 1}.
 */
final class Interpolation {

    private static final int NEIGHBOURS = 3;

    private Interpolation() {}

    /**
     * Makes an axis longer.
     *
     * @param context the graph and the names
     * @param what the axis, capitalised
     * @param input what is made longer, batched
     * @param axis the axis
     * @param factor how many times longer
     * @param label the label of the result
     * @return the longer value
     */
    static Node along(
            LoweringContext context, String what, Node input, int axis, int factor, String label) {
        final GraphBuilder builder = context.builder();
        final Node weights = weights(context, what, input.shape().extent(axis), factor);
        // The axes of the result with the places in between behind the axis, then the neighbours.
        final List<Integer> parts = new ArrayList<>(input.shape().extents());
        parts.add(axis + 1, factor);
        final List<Integer> extents = new ArrayList<>(parts);
        extents.add(NEIGHBOURS);
        final int axes = extents.size();
        final List<Affine> places = new ArrayList<>();
        for (int k = 0; k < input.shape().rank(); k++) {
            places.add(Affine.axis(axes, k <= axis ? k : k + 1));
        }
        places.set(axis, places.get(axis).plus(Affine.axis(axes, axes - 1)).plus(-1));
        final Op.Contract sum =
                new Op.Contract(
                        extents,
                        List.of(
                                new IndexMap(places),
                                IndexMap.ofAxes(axes, axis, axis + 1, axes - 1)),
                        IndexMap.ofAxes(axes, IntStream.range(0, axes - 1).toArray()),
                        new Shape(parts));
        final Node between = builder.contract(context.inner(what + "Parts"), sum, input, weights);
        final List<Integer> longer = new ArrayList<>(input.shape().extents());
        longer.set(axis, longer.get(axis) * factor);
        return builder.apply(label, new Op.Reshape(new Shape(longer)), List.of(between));
    }

    private static Node weights(LoweringContext context, String what, int length, int factor) {
        final GraphBuilder builder = context.builder();
        final Shape shape = Shape.of(length, factor, NEIGHBOURS);
        final List<Node> indices =
                shape.extents().stream()
                        .map(n -> builder.apply("index", new Op.Iota(Shape.of(n), 0), List.of()))
                        .toList();
        final Expression fraction =
                Expressions.divide(
                        Expressions.add(argument(1), new Constant(0.5)), new Constant(factor));
        final Expression place =
                Expressions.subtract(Expressions.add(argument(0), fraction), new Constant(0.5));
        final Expression inside =
                Expressions.apply(
                        BinaryFunction.MIN,
                        Expressions.apply(BinaryFunction.MAX, place, Expressions.ZERO),
                        new Constant(length - 1));
        final Expression neighbour =
                Expressions.subtract(Expressions.add(argument(0), argument(2)), Expressions.ONE);
        final Expression distance =
                Expressions.apply(UnaryFunction.ABS, Expressions.subtract(inside, neighbour));
        return builder.map(
                context.inner(what + "Weights"),
                Expressions.apply(
                        BinaryFunction.MAX,
                        Expressions.subtract(Expressions.ONE, distance),
                        Expressions.ZERO),
                shape,
                List.of(List.of(0), List.of(1), List.of(2)),
                indices);
    }
}
