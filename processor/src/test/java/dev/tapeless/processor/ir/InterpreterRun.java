package dev.tapeless.processor.ir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one operation of the interpreter on leaves with given elements. */
final class InterpreterRun {

    /** Makes nodes of this run. */
    final GraphBuilder builder = new GraphBuilder();

    private final Map<String, double[]> leaves = new LinkedHashMap<>();
    private final List<Node> inputs = new ArrayList<>();
    private final int batch;

    /**
     * A run without leaves.
     *
     * @param batch the number of samples
     */
    InterpreterRun(int batch) {
        this.batch = batch;
    }

    /** An input of real numbers with its elements in row-major order. */
    Node real(Shape shape, double... elements) {
        return leaf(ElementType.REAL, shape, elements);
    }

    /** An input of whole numbers with its elements in row-major order. */
    Node index(Shape shape, double... elements) {
        return leaf(ElementType.INDEX, shape, elements);
    }

    private Node leaf(ElementType type, Shape shape, double... elements) {
        final String name = "x" + inputs.size();
        leaves.put(name, elements);
        inputs.add(builder.apply(name, new Op.Input(name, shape, type), List.of()));
        return inputs.get(inputs.size() - 1);
    }

    /** The elements of a node's value. */
    double[] value(Node node) {
        final Graph graph = Graph.of(inputs, Map.of("y", node));
        GraphVerifier.verify(graph, GraphVerifier.Level.BUILT);
        return Interpreter.run(graph, batch, leaves, (stream, sample, element) -> Double.NaN)
                .get("y");
    }

    /** Compares the value of an operation bit by bit. */
    void gives(double[] expected, Op op, Node... operands) {
        assertArrayEquals(expected, value(builder.apply("y", op, List.of(operands))));
    }

    /** A row of numbers, to be read as what is expected. */
    static double[] row(double... elements) {
        return elements;
    }
}
