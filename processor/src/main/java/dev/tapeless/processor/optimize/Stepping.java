package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.StepGraph;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts one step out of a network that reads a sequence from its first element to its last: scans
 * become what they do at one position, with their states given from outside, and everything else
 * must do the same at every position, or follow on the last states. Nothing is computed in another
 * way than in the whole network, so the numbers are the same.
 */
public final class Stepping {

    private static final String OUTPUT = "output";

    /** The axis of positions, behind the batch. */
    private static final int TIME = 1;

    private final GraphBuilder builder = new GraphBuilder();
    private final Transcription places = new Transcription(builder);
    private final Map<Node, List<Node>> members = new HashMap<>();
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final Map<String, Double> starts = new LinkedHashMap<>();
    private final List<Node> states = new ArrayList<>();

    /** Values that have an element for each position. */
    private final Set<Node> timed = new HashSet<>();

    /** These, and what is known of all positions so far. */
    private final Set<Node> dependent = new HashSet<>();

    private Stepping() {}

    /** There is no such step. */
    private static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1;

        Impossible() {
            super(null, null, false, false);
        }
    }

    /**
     * The graph of a step.
     *
     * @param graph the graph of predictions, optimized
     * @return the step; empty for a network without scans, and for one in which an output depends
     *     on elements that come later, or on the position
     */
    public static Optional<StepGraph> of(Graph graph) {
        final boolean scans = graph.nodes().stream().anyMatch(node -> node.op() instanceof Op.Scan);
        try {
            return scans ? Optional.of(new Stepping().step(graph)) : Optional.empty();
        } catch (final Impossible e) {
            return Optional.empty();
        }
    }

    private StepGraph step(Graph graph) {
        require(graph.inputs().size() == 1);
        final Node input = graph.inputs().get(0);
        require(input.shape().rank() > TIME);
        final Op.Input op = (Op.Input) input.op();
        time(input, new Op.Input(op.name(), one(input.shape()), op.type()), List.of());
        for (final Node node : graph.nodes()) {
            if (node != input) {
                place(node);
            }
        }
        require(!states.isEmpty());
        final List<Node> inputs = new ArrayList<>(List.of(places.get(input)));
        inputs.addAll(states);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put(OUTPUT, places.get(graph.output(OUTPUT)));
        next.forEach((name, node) -> outputs.put(Graph.NEXT + name, node));
        return new StepGraph(Graph.of(inputs, outputs), starts);
    }

    private void place(Node node) {
        if (node.op() instanceof Op.Pick pick && members.containsKey(node.operands().get(0))) {
            final Node scan = node.operands().get(0);
            dependent.add(node);
            places.put(node, members.get(scan).get(pick.index()));
            if (pick.index() >= ((Op.Scan) scan.op()).states()) {
                timed.add(node);
            }
        } else if (node.operands().stream().anyMatch(timed::contains)) {
            timed(node);
        } else {
            if (node.operands().stream().anyMatch(dependent::contains)) {
                dependent.add(node);
            }
            places.copy(node);
        }
    }

    private void timed(Node node) {
        dependent.add(node);
        final Op op = node.op();
        if (op instanceof Op.Map map) {
            map(node, map);
        } else if (op instanceof Op.Contract contract) {
            contract(node, contract);
        } else if (op instanceof Op.Reduce reduce) {
            require(!reduce.axes().contains(0) && !reduce.axes().contains(TIME));
            time(node, op, places.operands(node));
        } else if (op instanceof Op.Gather) {
            require(isFixed(node.operands().get(0)));
            time(node, op, places.operands(node));
        } else if (op instanceof Op.Reshape reshape) {
            final Shape from = node.operands().get(0).shape();
            require(reshape.shape().rank() > TIME);
            require(reshape.shape().extent(TIME) == from.extent(TIME));
            time(node, new Op.Reshape(one(reshape.shape())), places.operands(node));
        } else if (op instanceof Op.View view) {
            view(node, view);
        } else if (op instanceof Op.Concatenate concatenate) {
            require(concatenate.axis() != TIME && timed.containsAll(node.operands()));
            time(node, op, places.operands(node));
        } else if (op instanceof Op.Scan scan) {
            scan(node, scan);
        } else {
            throw new Impossible();
        }
    }

    private void time(Node node, Op op, List<Node> operands) {
        timed.add(node);
        dependent.add(node);
        places.put(node, builder.apply(node.label(), op, operands));
    }

    /** Elementwise at each position; what is the same at all of them may be read as well. */
    private void map(Node node, Op.Map map) {
        final List<Node> operands = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final List<Integer> projection = map.projections().get(k);
            if (timed.contains(operand)) {
                require(projection.get(TIME) == TIME);
                operands.add(places.get(operand));
            } else if (projection.contains(TIME)) {
                operands.add(numberAt(operand, projection.indexOf(TIME)));
            } else {
                require(isFixed(operand));
                operands.add(places.get(operand));
            }
        }
        time(node, new Op.Map(map.body(), map.projections(), one(map.shape())), operands);
    }

    /** One number everywhere, along an axis of one element. */
    private Node numberAt(Node node, int axis) {
        require(node.op() instanceof Op.Map && node.operands().isEmpty());
        final Shape shape = withOne(node.shape(), axis);
        final Expression number = ((Op.Map) node.op()).body();
        return builder.map(node.label(), number, shape, List.of(), List.of());
    }

    /** A product over nothing but what belongs to one position. */
    private void contract(Node node, Op.Contract contract) {
        final int along = alone(contract.target().coordinates().get(TIME), contract);
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final List<Affine> coordinates = contract.sources().get(k).coordinates();
            final boolean isTimed = timed.contains(operand);
            require(isTimed || isFixed(operand));
            for (int axis = 0; axis < coordinates.size(); axis++) {
                if (isTimed && axis == TIME) {
                    require(alone(coordinates.get(axis), contract) == along);
                } else {
                    require(coordinates.get(axis).coefficients().get(along) == 0);
                }
            }
        }
        for (int axis = 0; axis < contract.target().coordinates().size(); axis++) {
            final Affine coordinate = contract.target().coordinates().get(axis);
            require(axis == TIME || coordinate.coefficients().get(along) == 0);
        }
        final List<Integer> extents = new ArrayList<>(contract.extents());
        extents.set(along, 1);
        time(
                node,
                new Op.Contract(
                        extents, contract.sources(), contract.target(), one(contract.shape())),
                places.operands(node));
    }

    /** The iteration axis that a coordinate is; other axes of one element do not move it. */
    private static int alone(Affine coordinate, Op.Contract contract) {
        int found = -1;
        for (int axis = 0; axis < contract.extents().size(); axis++) {
            if (coordinate.coefficients().get(axis) != 0 && contract.extents().get(axis) != 1) {
                require(found < 0 && coordinate.coefficients().get(axis) == 1);
                found = axis;
            }
        }
        require(found >= 0 && coordinate.offset() == 0);
        return found;
    }

    /** A part of each position, or the last position. */
    private void view(Node node, Op.View view) {
        final List<Affine> coordinates = new ArrayList<>(view.source().coordinates());
        final Affine position = coordinates.get(TIME);
        final int length = node.operands().get(0).shape().extent(TIME);
        final boolean isConstant = position.coefficients().stream().allMatch(c -> c == 0);
        if (isConstant) {
            require(position.offset() == length - 1);
            coordinates.set(TIME, position.plus(-position.offset()));
            final Op last = new Op.View(new IndexMap(coordinates), view.shape(), view.padding());
            places.put(node, builder.apply(node.label(), last, places.operands(node)));
            return;
        }
        require(position.plainAxis() == TIME && view.shape().extent(TIME) == length);
        for (int axis = 0; axis < coordinates.size(); axis++) {
            require(axis == TIME || coordinates.get(axis).coefficients().get(TIME) == 0);
        }
        time(
                node,
                new Op.View(view.source(), one(view.shape()), view.padding()),
                places.operands(node));
    }

    /** What a scan does at one position, with its states as inputs. */
    private void scan(Node node, Op.Scan scan) {
        require(!scan.reverse());
        final Transcription inside = new Transcription(builder);
        final List<Node> given = scan.body().inputs();
        final List<Node> own = new ArrayList<>();
        for (int k = 0; k < given.size(); k++) {
            final Node operand = node.operands().get(k);
            if (k < scan.states()) {
                own.add(state(given.get(k), operand));
                inside.put(given.get(k), own.get(k));
            } else if (k < scan.states() + scan.sequences()) {
                require(timed.contains(operand));
                inside.put(
                        given.get(k),
                        builder.apply(
                                given.get(k).label(),
                                new Op.Reshape(given.get(k).shape()),
                                List.of(places.get(operand))));
            } else {
                require(isFixed(operand));
                inside.put(given.get(k), places.get(operand));
            }
        }
        inside.copyAll(scan.body());
        final List<Node> results = new ArrayList<>();
        for (final Node result : scan.body().outputs().values()) {
            final int k = results.size();
            final Node value = inside.get(result);
            if (k < scan.states()) {
                next.put(((Op.Input) own.get(k).op()).name(), apart(value, own.get(k)));
                results.add(value);
            } else {
                final Op.Reshape back = new Op.Reshape(one(node.shapes().get(k)));
                results.add(builder.apply(node.label(), back, List.of(value)));
            }
        }
        members.put(node, results);
    }

    private Node state(Node given, Node start) {
        final boolean isNumber =
                start.op() instanceof Op.Map map && map.body() instanceof Expression.Constant;
        require(isNumber);
        String name = given.label();
        while (starts.containsKey(name)) {
            name += "_";
        }
        final Op.Input op = new Op.Input(name, given.shape(), given.type());
        final Node state = builder.apply(given.label(), op, List.of());
        states.add(state);
        starts.put(name, ((Expression.Constant) ((Op.Map) start.op()).body()).value());
        return state;
    }

    /** A next state that is another one is copied, since all of them change at the same time. */
    private Node apart(Node value, Node own) {
        return value != own && value.op() instanceof Op.Input
                ? builder.map(value.label() + "Copy", Expressions.argument(0), value)
                : value;
    }

    /** Whether a value is the same whatever the input is. */
    private boolean isFixed(Node node) {
        return !dependent.contains(node);
    }

    private static Shape one(Shape shape) {
        return withOne(shape, TIME);
    }

    private static Shape withOne(Shape shape, int axis) {
        final List<Integer> extents = new ArrayList<>(shape.extents());
        extents.set(axis, 1);
        return new Shape(extents);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Impossible();
        }
    }
}
