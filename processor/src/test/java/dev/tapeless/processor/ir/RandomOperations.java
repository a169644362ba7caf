package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Draws graphs from all operations, over values of any rank, with and without a batch. */
public final class RandomOperations {

    private static final int MOST_ELEMENTS = 150;

    private final Random random;
    private final GraphBuilder builder;
    private final IntSupplier streams;
    private final boolean draws;
    private final Map<String, Node> parameters = new LinkedHashMap<>();
    private final List<Node> values = new ArrayList<>();
    private final List<Node> shared = new ArrayList<>();
    private final String prefix;
    private int count;

    /**
     * Prepares a graph.
     *
     * @param seed the same operations for the same seed
     * @param builder makes the nodes
     * @param prefix of the names of parameters
     * @param streams numbers the streams of random numbers
     * @param draws whether there are random numbers; otherwise one half stands in their place
     */
    public RandomOperations(
            long seed, GraphBuilder builder, String prefix, IntSupplier streams, boolean draws) {
        this.random = new Random(seed);
        this.builder = builder;
        this.prefix = prefix;
        this.streams = streams;
        this.draws = draws;
    }

    /**
     * The parameters on which the result depends.
     *
     * @return each under its name
     */
    public Map<String, Node> parameters() {
        return parameters;
    }

    /**
     * Draws operations.
     *
     * @param input a batch of samples
     * @param size how many
     * @return a batch of something
     */
    public Node graph(Node input, int size) {
        values.add(input);
        for (int k = 0; k < size; k++) {
            final Node next = step(recent());
            (next.shape().isBatched() ? values : shared).add(next);
        }
        Node result = values.get(values.size() - 1);
        if (!shared.isEmpty()) {
            final Node last = shared.get(shared.size() - 1);
            final Node total =
                    last.shape().rank() == 0
                            ? last
                            : reduce(Op.Reduce.Kind.SUM, last, all(last.shape()));
            result =
                    map(
                            "tanh(a + 0.1 * b)",
                            result,
                            List.of(all(result.shape()), List.of()),
                            result,
                            total);
        }
        final Node output = result == input ? activation(input) : result;
        parameters.values().retainAll(Graph.of(List.of(), Map.of("output", output)).nodes());
        return output;
    }

    private Node recent() {
        return values.get(Math.max(0, values.size() - 1 - random.nextInt(3)));
    }

    private Node step(Node x) {
        return switch (random.nextInt(18)) {
            case 0, 1 -> activation(x);
            case 2 -> pair(x);
            case 3, 4 -> broadcast(x);
            case 5, 6 -> reduction(x);
            case 7 -> permuted(x);
            case 8 -> window(x);
            case 9 -> reshaped(x);
            case 10 -> concatenated(x);
            case 11, 12 -> product(x);
            case 13 -> chosenRows(x);
            case 14 -> scattered(x);
            case 15 -> noise(x);
            case 16 -> recurrence(x);
            default -> scatteredView(x);
        };
    }

    private Node activation(Node x) {
        final String text = one(List.of("tanh(a)", "max(a, 0.1)", "a * sigmoid(a)", "0.5 * a"));
        return map(text, x, List.of(all(x.shape())), x);
    }

    private Node pair(Node x) {
        final List<Node> alike = values.stream().filter(v -> v.shape().equals(x.shape())).toList();
        return map(
                one(List.of("a + b", "a * tanh(b)", "where(a > b, a, 0.3 * b)")),
                x,
                List.of(all(x.shape()), all(x.shape())),
                x,
                one(alike));
    }

    /** A parameter, or something reduced, read along some axes only. */
    private Node broadcast(Node x) {
        final List<Integer> axes = some(all(x.shape()));
        final Node other;
        if (axes.contains(0)) {
            final List<Integer> left = new ArrayList<>(all(x.shape()));
            left.removeAll(axes);
            other = left.isEmpty() ? activation(x) : reduce(Op.Reduce.Kind.SUM, x, left);
        } else if (random.nextBoolean()) {
            other = parameter(axes.stream().map(x.shape()::extent).toList());
        } else {
            // Statistics of the batch, as a normalisation has them.
            final List<Integer> left = new ArrayList<>(all(x.shape()));
            left.removeAll(axes);
            other = reduce(one(List.of(Op.Reduce.Kind.SUM, Op.Reduce.Kind.MAX)), x, left);
        }
        return map("tanh(a) - 0.2 * b * a", x, List.of(all(x.shape()), axes), x, other);
    }

    private Node reduction(Node x) {
        final List<Integer> axes = some(all(x.shape()));
        if (axes.isEmpty()) {
            return activation(x);
        }
        return reduce(one(List.of(Op.Reduce.Kind.SUM, Op.Reduce.Kind.MAX)), x, axes);
    }

    private Node permuted(Node x) {
        final int rank = x.shape().rank();
        final List<Integer> order = new ArrayList<>(all(x.shape()));
        Collections.shuffle(order.subList(1, rank), random);
        final List<Affine> coordinates = new ArrayList<>(Collections.nCopies(rank, null));
        final List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            coordinates.set(order.get(axis), Affine.axis(rank, axis));
            extents.add(x.shape().extent(order.get(axis)));
        }
        return view(x, coordinates, extents, 0);
    }

    /** Slices, strides, reversals and paddings, and windows that overlap. */
    private Node window(Node x) {
        final int rank = x.shape().rank();
        if (rank < 2) {
            return activation(x);
        }
        final int along = 1 + random.nextInt(rank - 1);
        final boolean isWindow = random.nextBoolean();
        final int axes = isWindow ? rank + 1 : rank;
        final List<Affine> coordinates = new ArrayList<>();
        final List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            coordinates.add(Affine.axis(axes, axis));
            extents.add(x.shape().extent(axis));
        }
        final int step = one(List.of(1, 1, 2, -1));
        final int extent = x.shape().extent(along);
        final int start = step < 0 ? extent - 1 : random.nextInt(3) - 1;
        Affine coordinate = Affine.scaled(axes, along, step).plus(start);
        extents.set(along, 1 + random.nextInt(extent + 1));
        if (isWindow) {
            coordinate = coordinate.plus(Affine.axis(axes, rank));
            extents.add(1 + random.nextInt(3));
        }
        coordinates.set(along, coordinate);
        final double padding = one(List.of(0.0, 0.0, 0.7));
        final Node result = view(x, coordinates, extents, padding);
        final boolean isTooLarge = result.shape().rank() != axes;
        if (isWindow && !isTooLarge && random.nextInt(3) > 0) {
            final boolean most = random.nextBoolean();
            final Node padded =
                    most ? view(x, coordinates, extents, Double.NEGATIVE_INFINITY) : result;
            final Node pooled =
                    reduce(most ? Op.Reduce.Kind.MAX : Op.Reduce.Kind.SUM, padded, List.of(rank));
            // Where the window lies outside there is no largest element.
            return map("max(a, -3)", pooled, List.of(all(pooled.shape())), pooled);
        }
        return result;
    }

    private Node reshaped(Node x) {
        final int elements = (int) x.shape().elements();
        final List<Integer> extents = new ArrayList<>(List.of(Shape.BATCH));
        int rest = elements;
        for (int k = 0; k < 2 && rest > 1; k++) {
            final int bound = rest;
            final List<Integer> divisors =
                    IntStream.rangeClosed(1, rest).filter(d -> bound % d == 0).boxed().toList();
            final int divisor = one(divisors);
            extents.add(divisor);
            rest /= divisor;
        }
        extents.add(rest);
        return builder.apply(label(), new Op.Reshape(new Shape(extents)), List.of(x));
    }

    private Node concatenated(Node x) {
        if (x.shape().rank() < 2 || x.shape().elements() > MOST_ELEMENTS / 2) {
            return activation(x);
        }
        final List<Node> alike = values.stream().filter(v -> v.shape().equals(x.shape())).toList();
        final int axis = 1 + random.nextInt(x.shape().rank() - 1);
        return builder.apply(label(), new Op.Concatenate(axis), List.of(x, one(alike)));
    }

    /** A convolution along the first axis, or a product along the last. */
    private Node product(Node x) {
        final int rank = x.shape().rank();
        if (rank < 2) {
            return activation(x);
        }
        final int last = x.shape().extent(rank - 1);
        final int units = one(List.of(1, 2, 3, 18));
        final boolean convolves = rank > 2;
        // The axes of the result, then the summed one along the last axis, then the window.
        final int axes = convolves ? rank + 2 : rank + 1;
        final List<Integer> extents = new ArrayList<>(x.shape().extents());
        extents.set(rank - 1, units);
        extents.add(last);
        final List<Affine> source = new ArrayList<>();
        for (int axis = 0; axis < rank - 1; axis++) {
            source.add(Affine.axis(axes, axis));
        }
        source.add(Affine.axis(axes, rank));
        final List<Affine> weight = new ArrayList<>();
        final List<Integer> weightShape = new ArrayList<>();
        if (convolves) {
            final int stride = 1 + random.nextInt(2);
            final int width = 1 + random.nextInt(3);
            extents.set(1, 1 + random.nextInt(x.shape().extent(1)));
            extents.add(width);
            source.set(
                    1,
                    Affine.scaled(axes, 1, stride)
                            .plus(Affine.axis(axes, rank + 1))
                            .plus(-random.nextInt(2)));
            weight.add(Affine.axis(axes, rank + 1));
            weightShape.add(width);
        }
        weight.add(Affine.axis(axes, rank));
        weight.add(Affine.axis(axes, rank - 1));
        weightShape.addAll(List.of(last, units));
        final List<Affine> target = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            target.add(Affine.axis(axes, axis));
        }
        final Op.Contract op =
                new Op.Contract(
                        extents,
                        List.of(new IndexMap(source), new IndexMap(weight)),
                        new IndexMap(target),
                        new Shape(extents.subList(0, rank)));
        if (op.shape().elements() > MOST_ELEMENTS) {
            return activation(x);
        }
        return builder.contract(label(), op, x, parameter(weightShape));
    }

    /** Rows of a table, chosen by the place of the largest element along the last axis. */
    private Node chosenRows(Node x) {
        final int rank = x.shape().rank();
        if (rank < 2) {
            return activation(x);
        }
        final Node index = reduce(Op.Reduce.Kind.ARGMAX, x, List.of(rank - 1));
        final List<Integer> table = new ArrayList<>(List.of(x.shape().extent(rank - 1)));
        table.addAll(one(List.of(List.<Integer>of(), List.of(2), List.of(17), List.of(2, 2))));
        final Node rows = builder.apply(label(), new Op.Gather(), List.of(parameter(table), index));
        return rows.shape().elements() > MOST_ELEMENTS ? activation(x) : rows;
    }

    /** Sums of elements by the place of the largest element, over the whole batch. */
    private Node scattered(Node x) {
        final int rank = x.shape().rank();
        if (rank < 2) {
            return activation(x);
        }
        final Node index = reduce(Op.Reduce.Kind.ARGMAX, x, List.of(rank - 1));
        final Node sums = reduce(Op.Reduce.Kind.SUM, x, List.of(rank - 1));
        final Shape shape = Shape.of(x.shape().extent(rank - 1));
        return builder.apply(label(), new Op.ScatterAdd(shape), List.of(index, sums));
    }

    private Node noise(Node x) {
        final Node uniform =
                draws
                        ? builder.apply(
                                label(), new Op.Random(streams.getAsInt(), x.shape()), List.of())
                        : builder.map(
                                label(),
                                SampleLayers.formula("0.5"),
                                x.shape(),
                                List.of(),
                                List.of());
        final int axis = random.nextInt(x.shape().rank());
        final Node place = builder.apply("", new Op.Iota(x.shape(), axis), List.of());
        return map(
                "where(c > 0, a * b, 0.5 * a)",
                x,
                List.of(all(x.shape()), all(x.shape()), all(x.shape())),
                x,
                uniform,
                place);
    }

    /** A state that is carried along the first axis of every sample. */
    private Node recurrence(Node x) {
        if (x.shape().rank() < 2) {
            return activation(x);
        }
        final GraphBuilder in = new GraphBuilder();
        final List<Integer> extents = new ArrayList<>(x.shape().extents());
        final int length = extents.remove(1);
        final Shape row = new Shape(extents);
        final Node state = in.input(label(), row);
        final Node element = in.input(label(), row);
        final Node factor = in.input(label(), row.sample());
        final List<Integer> all = all(row);
        final Node next =
                in.map(
                        label(),
                        SampleLayers.formula("0.5 * a + tanh(b) * c"),
                        row,
                        List.of(all, all, all.subList(1, all.size())),
                        List.of(state, element, factor));
        final Node emitted = in.map(label(), SampleLayers.formula("a * b + 0.3 * b"), next, state);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        outputs.put("next", next);
        outputs.put("emitted", emitted);
        final Graph body = Graph.of(List.of(state, element, factor), outputs);
        final Node start =
                random.nextBoolean()
                        ? builder.map(
                                label(), SampleLayers.formula("0.25"), row, List.of(), List.of())
                        : reduce(Op.Reduce.Kind.SUM, x, List.of(1));
        final Node scan =
                builder.apply(
                        label(),
                        new Op.Scan(body, 1, 1, length, random.nextBoolean()),
                        List.of(start, x, parameter(row.sample().extents())));
        return builder.apply(label(), new Op.Pick(random.nextInt(2)), List.of(scan));
    }

    /** The adjoint of a view: elements that meet are added. */
    private Node scatteredView(Node x) {
        final int rank = x.shape().rank();
        if (rank < 3) {
            return activation(x);
        }
        final List<Affine> source = new ArrayList<>();
        final List<Affine> target = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            source.add(Affine.axis(rank, axis));
            target.add(Affine.axis(rank, axis));
        }
        target.set(1, target.get(1).plus(target.remove(2)).plus(-random.nextInt(2)));
        final List<Integer> extents = new ArrayList<>(x.shape().extents());
        extents.remove(2);
        return builder.contract(
                label(),
                new Op.Contract(
                        x.shape().extents(),
                        List.of(new IndexMap(source)),
                        new IndexMap(target),
                        new Shape(extents)),
                x);
    }

    private Node view(Node x, List<Affine> coordinates, List<Integer> extents, double padding) {
        final Shape shape = new Shape(extents);
        if (shape.elements() > MOST_ELEMENTS) {
            return activation(x);
        }
        final Op op = new Op.View(new IndexMap(coordinates), shape, padding);
        return builder.apply(label(), op, List.of(x));
    }

    private Node reduce(Op.Reduce.Kind kind, Node x, List<Integer> axes) {
        return builder.apply(label(), new Op.Reduce(kind, axes), List.of(x));
    }

    private Node map(String text, Node like, List<List<Integer>> projections, Node... operands) {
        final Expression body = SampleLayers.formula(text);
        return builder.map(label(), body, like.shape(), projections, List.of(operands));
    }

    private Node parameter(List<Integer> extents) {
        final String name = prefix + "p" + count++;
        final Node node = builder.parameter(name, new Shape(extents));
        parameters.put(name, node);
        return node;
    }

    private List<Integer> some(List<Integer> axes) {
        return axes.stream().filter(axis -> random.nextBoolean()).toList();
    }

    private static List<Integer> all(Shape shape) {
        return IntStream.range(0, shape.rank()).boxed().toList();
    }

    private String label() {
        return "v" + count++;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
