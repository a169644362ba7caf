package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a contraction of two operands is to a convolution: {@code y[p..., u] = sum over w..., c of
 * x[p * stride + w * dilation..., c] * weight[w..., c, u]} and its two gradients. No element of a
 * window lies outside.
 *
 * @param kind which of the three
 * @param x the larger rows: the input, or its gradient
 * @param y the other rows, a pixel of units for each place: the result, or its gradient
 * @param weight the weight; null where its gradient is the result
 * @param places the extent of each dimension along which the window moves
 * @param window the extent of the window along each
 * @param strides by how many elements of x the window moves along each
 * @param dilations the distance of its elements along each
 * @param channels the input channels
 * @param units the output channels
 */
public record WindowProduct(
        Kind kind,
        Node x,
        Node y,
        Node weight,
        List<Integer> places,
        List<Integer> window,
        List<Integer> strides,
        List<Integer> dilations,
        int channels,
        int units) {

    /** The three products of a convolution. */
    public enum Kind {
        /** The result. */
        PRODUCT,
        /** The gradient of the input. */
        INPUT_GRADIENT,
        /** The gradient of the weight. */
        WEIGHT_GRADIENT
    }

    /** The role of a contraction that has one. */
    public static WindowProduct of(Node node) {
        return find(node).orElseThrow();
    }

    /**
     * Recognises the role.
     *
     * @param node a contraction
     * @return its role, or empty for a contraction that has none
     */
    public static Optional<WindowProduct> find(Node node) {
        final Op.Contract op = (Op.Contract) node.op();
        if (op.sources().size() != 2) {
            return Optional.empty();
        }
        final IndexMap first = op.sources().get(0);
        final IndexMap second = op.sources().get(1);
        final Node a = node.operands().get(0);
        final Node b = node.operands().get(1);
        return find(op, Kind.PRODUCT, first, a, second, b, op.target(), node)
                .or(() -> find(op, Kind.INPUT_GRADIENT, op.target(), node, second, b, first, a))
                .or(() -> find(op, Kind.WEIGHT_GRADIENT, first, a, op.target(), node, second, b));
    }

    private static Optional<WindowProduct> find(
            Op.Contract op,
            Kind kind,
            IndexMap xMap,
            Node x,
            IndexMap weightMap,
            Node weight,
            IndexMap yMap,
            Node y) {
        final int dimensions = x.shape().rank() - 2;
        final List<Integer> w = weightMap.plainAxes();
        final List<Integer> p = yMap.plainAxes();
        final boolean isShaped =
                dimensions >= 1
                        && x.shape().isBatched()
                        && y.shape().isBatched()
                        && w.size() == dimensions + 2
                        && p.size() == dimensions + 2
                        && !w.contains(-1)
                        && !p.contains(-1)
                        && w.stream().distinct().count() == w.size()
                        && op.extents().size() == 2 * dimensions + 3;
        if (!isShaped) {
            return Optional.empty();
        }
        final int batch = op.extents().indexOf(Shape.BATCH);
        final int unit = w.get(dimensions + 1);
        final int channel = w.get(dimensions);
        final List<Integer> between = p.subList(1, dimensions + 1);
        final boolean isPlaced =
                p.get(0) == batch
                        && p.get(dimensions + 1) == unit
                        && between.stream().noneMatch(w::contains)
                        && xMap.coordinates().get(dimensions + 1).plainAxis() == channel
                        && isWhole(op, w, weight.shape())
                        && isWhole(op, p, y.shape())
                        && x.shape().extent(dimensions + 1) == op.extents().get(channel);
        if (!isPlaced) {
            return Optional.empty();
        }
        final List<Integer> strides = new ArrayList<>();
        final List<Integer> dilations = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            final Affine coordinate = xMap.coordinates().get(1 + d);
            final int stride = coordinate.coefficients().get(between.get(d));
            final int dilation = coordinate.coefficients().get(w.get(d));
            final int most =
                    stride * (y.shape().extent(1 + d) - 1)
                            + dilation * (weight.shape().extent(d) - 1);
            final boolean others =
                    coordinate.coefficients().stream().filter(c -> c != 0).count()
                            > (stride == 0 ? 0 : 1) + (dilation == 0 ? 0 : 1);
            if (others
                    || stride < 0
                    || dilation < 0
                    || coordinate.offset() != 0
                    || most >= x.shape().extent(1 + d)) {
                return Optional.empty();
            }
            strides.add(stride);
            dilations.add(dilation);
        }
        return Optional.of(
                new WindowProduct(
                        kind,
                        x,
                        y,
                        weight,
                        between.stream().map(op.extents()::get).toList(),
                        w.subList(0, dimensions).stream().map(op.extents()::get).toList(),
                        strides,
                        dilations,
                        op.extents().get(channel),
                        op.extents().get(unit)));
    }

    private static boolean isWhole(Op.Contract op, List<Integer> axes, Shape shape) {
        return axes.stream().map(op.extents()::get).toList().equals(shape.extents());
    }

    /** The number of weights of a unit. */
    public int elements() {
        return channels * window.stream().reduce(1, Math::multiplyExact);
    }

    /** Whether neighbours along the last dimension of the window are neighbours in memory. */
    public boolean joinsLast() {
        return dilations.get(dilations.size() - 1) == 1;
    }

    /** How many weights of a unit meet neighbouring elements of x: a row of the window. */
    public int run() {
        return joinsLast() ? channels * window.get(window.size() - 1) : channels;
    }
}
