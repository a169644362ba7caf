package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes elements of values at the coordinates of a sample, wherever the values lie; what
 * is not stored is computed. All coordinates are those of a shape without its batch.
 */
public final class Elements {

    private final KernelScope scope;
    private final Placement placement;
    private final Inlining inlining;
    private final List<Statement> once = new ArrayList<>();
    private final List<Statement> eachSample = new ArrayList<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private final Map<Integer, String> keys = new LinkedHashMap<>();

    public Elements(KernelScope scope, Placement placement, Inlining inlining) {
        this.scope = scope;
        this.placement = placement;
        this.inlining = inlining;
    }

    /** Declarations that hold for all samples. */
    public List<Statement> once() {
        return once;
    }

    /** Declarations that begin what is done for each sample. */
    public List<Statement> eachSample() {
        return eachSample;
    }

    /**
     * An element.
     *
     * @param node the value
     * @param at its coordinates
     * @param nest the loops in which it is read, which then pass over padding
     * @return the element
     */
    Value read(Node node, List<Index> at, Nest nest) {
        if (!inlining.contains(node)) {
            final Value element = element(node, at, nest);
            return nest.element(element, stem(node), at.toArray(new Index[0]));
        }
        return computed(node, at, nest);
    }

    /**
     * The stored value that an element is read from, and its place in the row of a sample.
     *
     * @param node the value
     * @param at its coordinates
     * @param nest the loops in which it is read
     * @return where it lies; empty for what is computed or does not lie in a row of each sample
     */
    Optional<MatrixProduct.Operand> stored(Node node, List<Index> at, Nest nest) {
        if (!inlining.contains(node)) {
            return placement.location(node).isBatched()
                    ? Optional.of(new MatrixProduct.Operand(node, flat(node.shape().sample(), at)))
                    : Optional.empty();
        } else if (node.op() instanceof Op.View view) {
            final Node operand = node.operands().get(0);
            final List<Index> from = source(view.source(), node.shape(), operand, at, nest);
            return stored(operand, from, nest);
        }
        return Optional.empty();
    }

    /** An element of a value that is not stored, or not yet. */
    Value computed(Node node, List<Index> at, Nest nest) {
        final Op op = node.op();
        if (op instanceof Op.Map map) {
            return map(node, map, map.body(), at, nest);
        } else if (op instanceof Op.View view) {
            final Node operand = node.operands().get(0);
            return read(operand, source(view.source(), node.shape(), operand, at, nest), nest);
        } else if (op instanceof Op.Iota iota) {
            return iota(node, iota, at);
        } else if (op instanceof Op.Random random) {
            return random(node, random, at, nest);
        }
        throw new IllegalStateException("not to be computed where it is read: " + node);
    }

    /** An elementwise expression at a point of its result. */
    Value map(Node node, Op.Map map, Expression body, List<Index> at, Nest nest) {
        final List<Index> all = withBatch(node.shape(), at);
        final List<Value> arguments = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final List<Index> own = map.projections().get(k).stream().map(all::get).toList();
            arguments.add(read(operand, withoutBatch(operand.shape(), own), nest));
        }
        return Value.of(body, arguments);
    }

    /**
     * Where a point of an iteration space lies in a tensor; points outside are left out of the
     * nest.
     *
     * @param map the index map
     * @param space the iteration space
     * @param tensor the tensor
     * @param at the point, without the batch
     * @param nest the loops over the space
     * @return the coordinates in the tensor
     */
    static List<Index> source(IndexMap map, Shape space, Node tensor, List<Index> at, Nest nest) {
        return coordinates(map, withBatch(space, at), tensor.shape(), nest);
    }

    /**
     * Where a point of an iteration space lies in a tensor.
     *
     * @param map the index map
     * @param axes of the iteration space; any index for the batch
     * @param shape of the tensor
     * @param nest which leaves out the points that lie outside
     * @return the coordinates in a sample
     */
    static List<Index> coordinates(IndexMap map, List<Index> axes, Shape shape, Nest nest) {
        final List<Index> coordinates = new ArrayList<>();
        for (int axis = shape.isBatched() ? 1 : 0; axis < shape.rank(); axis++) {
            final Affine affine = map.coordinates().get(axis);
            final Index coordinate = Index.of(affine, axes);
            nest.guard(coordinate, shape.extent(axis));
            coordinates.add(coordinate);
        }
        return coordinates;
    }

    /** Coordinates with one for the batch in front where the shape has it. */
    static List<Index> withBatch(Shape shape, List<Index> at) {
        final List<Index> all = new ArrayList<>();
        if (shape.isBatched()) {
            all.add(Index.of(0));
        }
        all.addAll(at);
        return all;
    }

    private static List<Index> withoutBatch(Shape shape, List<Index> at) {
        return shape.isBatched() ? at.subList(1, at.size()) : at;
    }

    /** The place of an element of a value that is stored. */
    public Value element(Node node, List<Index> at, Nest nest) {
        final Location location = placement.location(node);
        final Shape shape = node.shape().sample();
        final String array = scope.parameter(node);
        final boolean isRows =
                location instanceof Location.ParameterValues values && !values.flat();
        return isRows
                ? inRows(array, stem(node), shape, at, nest)
                : new Value.Element(Value.name(row(node, array)), nest.place(flat(shape, at)));
    }

    /** The place of an element in the storage of a parameter or its gradient. */
    static Value inStorage(boolean flat, String array, Shape shape, List<Index> at, Nest nest) {
        return flat
                ? new Value.Element(Value.name(array), nest.place(flat(shape, at)))
                : inRows(array, "gradient", shape, at, nest);
    }

    private static Value inRows(String array, String stem, Shape shape, List<Index> at, Nest nest) {
        final int last = shape.rank() - 1;
        final Index row = flat(new Shape(shape.extents().subList(0, last)), at.subList(0, last));
        final Value rowValue = new Value.Element(Value.name(array), nest.place(row));
        return new Value.Element(nest.row(rowValue, stem, row), nest.place(at.get(last)));
    }

    /** Whether a value has a place. */
    boolean isStored(Node node) {
        return !inlining.contains(node);
    }

    /** Whether all elements of a sample lie in one row, or need no place. */
    boolean isRow(Node node) {
        if (inlining.contains(node)) {
            final boolean isConstant = node.op() instanceof Op.Map && node.operands().isEmpty();
            return isConstant || node.op() instanceof Op.Random;
        }
        return !(placement.location(node) instanceof Location.ParameterValues values)
                || values.flat();
    }

    /** The row of the current sample, or the only row of a value that all samples share. */
    public String row(Node node) {
        return row(node, scope.parameter(node));
    }

    private String row(Node node, String array) {
        final Location location = placement.location(node);
        if (location.isBatched()) {
            return rows.computeIfAbsent(array, unused -> scope.declareRow(node, eachSample));
        } else if (location instanceof Location.ParameterValues) {
            return array;
        }
        return rows.computeIfAbsent(
                array,
                unused -> {
                    final String name = scope.name(stem(node) + "Row");
                    once.add(new Declare(Kind.ROW, name, Value.element(array, 0), ""));
                    return name;
                });
    }

    /** The place of a point in row-major order. */
    public static Index flat(Shape shape, List<Index> at) {
        Index index = Index.of(0);
        int stride = 1;
        final List<Index> terms = new ArrayList<>();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            terms.add(0, at.get(axis).times(stride));
            stride = Math.multiplyExact(stride, shape.extent(axis));
        }
        for (final Index term : terms) {
            index = index.plus(term);
        }
        return index;
    }

    private Value iota(Node node, Op.Iota iota, List<Index> at) {
        final boolean batch = node.shape().extent(iota.axis()) == Shape.BATCH;
        final int axis = node.shape().isBatched() ? iota.axis() - 1 : iota.axis();
        return new Value.Coordinate(batch ? scope.sample() : at.get(axis).value());
    }

    private Value random(Node node, Op.Random random, List<Index> at, Nest nest) {
        final String key =
                keys.computeIfAbsent(random.stream(), stream -> declareKey(node, stream));
        return new Value.Uniform(Value.name(key), nest.place(flat(node.shape().sample(), at)));
    }

    private String declareKey(Node node, int stream) {
        scope.parameter(new Location.Seed(), "seed");
        scope.parameter(new Location.Step(), "step");
        final String name = scope.name(stem(node) + "Key");
        final boolean batched = node.shape().isBatched();
        final Value sample = batched ? scope.sample() : new Value.Whole(0);
        final Value key = new Value.RandomKey(stream, sample);
        (batched ? eachSample : once).add(new Declare(Kind.KEY, name, key, ""));
        return name;
    }

    private String stem(Node node) {
        return LocalNames.identifier(placement.holder(node).label());
    }
}
