package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The shapes and the element type that an operation gives for its operands. Refuses operands that
 * do not fit: such a graph is a mistake of the compiler, users are told before.
 */
final class TypeInference implements Op.Visitor<List<Shape>> {

    private final List<Node> operands;

    TypeInference(List<Node> operands) {
        this.operands = operands;
    }

    /** The element type of a result. */
    static ElementType elementType(Op op, List<Node> operands) {
        if (op instanceof Op.Input input) {
            return input.type();
        }
        if (op instanceof Op.Iota
                || (op instanceof Op.Reduce reduce && reduce.kind() == Op.Reduce.Kind.ARGMAX)) {
            return ElementType.INDEX;
        }
        final boolean moves =
                op instanceof Op.Reshape || op instanceof Op.View || op instanceof Op.Concatenate;
        return moves ? operands.get(0).type() : ElementType.REAL;
    }

    @Override
    public List<Shape> input(Op.Input op) {
        return leaf(op.shape());
    }

    @Override
    public List<Shape> parameter(Op.Parameter op) {
        return leaf(op.shape());
    }

    @Override
    public List<Shape> random(Op.Random op) {
        return leaf(op.shape());
    }

    @Override
    public List<Shape> iota(Op.Iota op) {
        return leaf(op.shape());
    }

    @Override
    public List<Shape> map(Op.Map op) {
        expectOperands(op.projections().size());
        for (int k = 0; k < operands.size(); k++) {
            final int operand = k;
            final List<Integer> axes = op.projections().get(k);
            final Shape shape = operands.get(k).shape();
            require(axes.size() == shape.rank(), () -> "projection " + axes + " of " + shape);
            for (int axis = 0; axis < axes.size(); axis++) {
                require(
                        shape.extent(axis) == op.shape().extent(axes.get(axis)),
                        () ->
                                "operand "
                                        + operand
                                        + " of shape "
                                        + shape
                                        + " in a map of "
                                        + op.shape());
                require(
                        axis == 0 || axes.get(axis - 1) < axes.get(axis),
                        () -> "descending " + axes);
            }
        }
        return List.of(op.shape());
    }

    @Override
    public List<Shape> contract(Op.Contract op) {
        expectOperands(op.sources().size());
        require(
                op.extents().stream().filter(extent -> extent == Shape.BATCH).count() < 2,
                () -> "two axes over the samples");
        for (int k = 0; k < operands.size(); k++) {
            requireMap(op.sources().get(k), operands.get(k).shape(), op.extents());
        }
        requireMap(op.target(), op.shape(), op.extents());
        return List.of(op.shape());
    }

    @Override
    public List<Shape> reduce(Op.Reduce op) {
        expectOperands(1);
        require(
                op.kind() != Op.Reduce.Kind.ARGMAX || op.axes().size() == 1,
                () -> "argmax over " + op.axes());
        final Shape shape = operands.get(0).shape();
        final List<Integer> kept = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!op.axes().contains(axis)) {
                kept.add(shape.extent(axis));
            }
        }
        require(kept.size() + op.axes().size() == shape.rank(), () -> op.axes() + " of " + shape);
        return List.of(new Shape(kept));
    }

    @Override
    public List<Shape> gather(Op.Gather op) {
        expectOperands(2);
        final List<Integer> extents = new ArrayList<>(operands.get(1).shape().extents());
        final Shape table = operands.get(0).shape();
        require(!table.isBatched(), () -> "samples as the rows of a table");
        extents.addAll(table.extents().subList(1, table.rank()));
        return List.of(new Shape(extents));
    }

    @Override
    public List<Shape> scatterAdd(Op.ScatterAdd op) {
        expectOperands(2);
        require(!op.shape().isBatched(), () -> "samples as the rows of a table");
        final List<Integer> extents = new ArrayList<>(operands.get(0).shape().extents());
        extents.addAll(op.shape().extents().subList(1, op.shape().rank()));
        require(
                extents.equals(operands.get(1).shape().extents()),
                () -> "updates of shape " + operands.get(1).shape() + " for a table " + op.shape());
        return List.of(op.shape());
    }

    @Override
    public List<Shape> reshape(Op.Reshape op) {
        expectOperands(1);
        final Shape from = operands.get(0).shape();
        require(
                from.elements() == op.shape().elements()
                        && from.isBatched() == op.shape().isBatched(),
                () -> from + " as " + op.shape());
        return List.of(op.shape());
    }

    @Override
    public List<Shape> view(Op.View op) {
        expectOperands(1);
        requireMap(op.source(), operands.get(0).shape(), op.shape().extents());
        return List.of(op.shape());
    }

    @Override
    public List<Shape> concatenate(Op.Concatenate op) {
        require(!operands.isEmpty(), () -> "nothing to concatenate");
        final List<Integer> extents = new ArrayList<>(operands.get(0).shape().extents());
        require(extents.get(op.axis()) != Shape.BATCH, () -> "concatenation along the batch");
        int sum = 0;
        for (final Node operand : operands) {
            final List<Integer> other = new ArrayList<>(operand.shape().extents());
            sum = Math.addExact(sum, other.set(op.axis(), extents.get(op.axis())));
            require(other.equals(extents), () -> "parts " + operand.shape() + " and " + extents);
        }
        extents.set(op.axis(), sum);
        return List.of(new Shape(extents));
    }

    @Override
    public List<Shape> scan(Op.Scan op) {
        final List<Node> inputs = op.body().inputs();
        final List<Node> results = List.copyOf(op.body().outputs().values());
        expectOperands(inputs.size());
        final List<Shape> shapes = new ArrayList<>();
        for (int k = 0; k < inputs.size(); k++) {
            final boolean sequence = k >= op.states() && k < op.states() + op.sequences();
            final int operand = k;
            final Shape outside = operands.get(k).shape();
            final Shape inside = inputs.get(k).shape();
            require(
                    outside.equals(sequence ? stacked(inside, op.length()) : inside),
                    () ->
                            "operand "
                                    + operand
                                    + " of shape "
                                    + outside
                                    + " for a body input "
                                    + inside);
        }
        for (int k = 0; k < results.size(); k++) {
            final Shape shape = results.get(k).shape();
            final int state = k;
            require(
                    k >= op.states() || shape.equals(inputs.get(k).shape()),
                    () -> "state " + state);
            shapes.add(k < op.states() ? shape : stacked(shape, op.length()));
        }
        return shapes;
    }

    @Override
    public List<Shape> pick(Op.Pick op) {
        expectOperands(1);
        return List.of(operands.get(0).shapes().get(op.index()));
    }

    private List<Shape> leaf(Shape shape) {
        expectOperands(0);
        return List.of(shape);
    }

    /** An element of a sequence with the scanned axis put back behind the batch. */
    private static Shape stacked(Shape element, int length) {
        final List<Integer> extents = new ArrayList<>(element.extents());
        extents.add(element.isBatched() ? 1 : 0, length);
        return new Shape(extents);
    }

    private static void requireMap(IndexMap map, Shape shape, List<Integer> axes) {
        require(map.coordinates().size() == shape.rank(), () -> "coordinates for " + shape);
        for (int axis = 0; axis < shape.rank(); axis++) {
            final Affine coordinate = map.coordinates().get(axis);
            require(coordinate.coefficients().size() == axes.size(), () -> "axes of " + coordinate);
            require(
                    shape.extent(axis) != Shape.BATCH
                            || (coordinate.plainAxis() >= 0
                                    && axes.get(coordinate.plainAxis()) == Shape.BATCH),
                    () -> "the batch axis of " + shape + " must be read as it is");
        }
    }

    private void expectOperands(int count) {
        require(operands.size() == count, () -> operands.size() + " operands, not " + count);
    }

    /** The message is made only where it is needed: most of the time nothing is wrong. */
    private static void require(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new IllegalArgumentException(message.get());
        }
    }
}
