package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes graphs of rows that a test has not thought of: activations, layers, branches, softmax. */
public final class RandomGraphs {

    private static final List<String> ACTIVATIONS =
            List.of(
                    "max(a, 0)",
                    "where(a > 0, a, 0.1 * a)",
                    "where(a > 0, a, expm1(a))",
                    "tanh(a)",
                    "sigmoid(a)",
                    "a * sigmoid(a)",
                    "a / (1 + exp(-a))",
                    "a / (1 + abs(a))",
                    "min(max(a, -1), 1)",
                    "0.5 * a * (1 + erf(a * 0.7071067811865476))",
                    "log1p(exp(a))",
                    "2 * a - 1",
                    "-a",
                    "a");

    private static final List<String> PAIRS =
            List.of("a + b", "a * b", "a - b", "a / (2 + b * b)", "max(a, b)", "tanh(a) * b + a");

    private final Random random;
    private final GraphBuilder builder = new GraphBuilder();
    private final SampleLayers layers = new SampleLayers(builder);
    private final List<Node> rows = new ArrayList<>();
    private int count;

    private RandomGraphs(long seed) {
        random = new Random(seed);
    }

    /**
     * A graph with the input {@code input}, some parameters and the output {@code output}.
     *
     * @param seed the same graph for the same seed
     * @param size how many steps are taken
     * @return the graph
     */
    public static Graph make(long seed, int size) {
        return new RandomGraphs(seed).graph(size);
    }

    private Graph graph(int size) {
        final Node input = builder.input("input", Shape.of(1 + random.nextInt(5)).batched());
        rows.add(input);
        for (int k = 0; k < size; k++) {
            rows.add(step());
        }
        return Graph.of(List.of(input), Map.of("output", rows.get(rows.size() - 1)));
    }

    private Node step() {
        final Node row = rows.get(Math.max(0, rows.size() - 1 - random.nextInt(3)));
        final String label = "v" + count++;
        return switch (random.nextInt(10)) {
            case 0, 1 -> layers.map(label, one(ACTIVATIONS), row);
            case 2 -> layers.dense(label, label, row, 1 + random.nextInt(5));
            case 3 -> layers.map(label, one(PAIRS), row, one(alike(row)));
            case 4 -> layers.softmax(label, row);
            case 5 -> layers.logSoftmax(label, row);
            case 6 -> broadcast(label, row);
            case 7 -> builder.apply(label, new Op.Concatenate(1), List.of(row, one(rows)));
            case 8 -> slice(label, row);
            default -> layers.dropout(label, count, row);
        };
    }

    private List<Node> alike(Node row) {
        return rows.stream().filter(other -> other.shape().equals(row.shape())).toList();
    }

    private Node broadcast(String label, Node row) {
        if (random.nextBoolean()) {
            return layers.biased(label, label, row, "a * tanh(b)");
        }
        final Node total = builder.reduce(label + "Total", Op.Reduce.Kind.SUM, row, 1);
        return builder.map(
                label,
                SampleLayers.formula("a - 0.25 * b"),
                row.shape(),
                List.of(List.of(0, 1), List.of(0)),
                List.of(row, total));
    }

    private Node slice(String label, Node row) {
        final int width = row.shape().extent(1);
        final int start = random.nextInt(width);
        final IndexMap source =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.axis(2, 1).plus(start)));
        final Shape shape = Shape.of(1 + random.nextInt(width - start)).batched();
        return builder.apply(label, new Op.View(source, shape, 0), List.of(row));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
