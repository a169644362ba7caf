package dev.tapeless.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.GraphPrinter;
import dev.tapeless.processor.ir.GraphVerifier;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.SampleLayers;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A graph before and after one pass, compared as text. */
final class RewriteCase {

    /** Makes nodes of this case. */
    final GraphBuilder builder = new GraphBuilder();

    /** Makes layers of this case. */
    final SampleLayers layers = new SampleLayers(builder);

    private final UnaryOperator<Graph> pass;
    private final List<Node> inputs = new ArrayList<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();

    /**
     * A case for one pass.
     *
     * @param pass the pass
     */
    RewriteCase(UnaryOperator<Graph> pass) {
        this.pass = pass;
    }

    /** An input of one row a sample. */
    Node row(String name, int width) {
        return input(name, Shape.of(width).batched());
    }

    /** An input of one number a sample. */
    Node number(String name) {
        return input(name, Shape.SCALAR.batched());
    }

    /** An input of any shape. */
    Node input(String name, Shape shape) {
        inputs.add(builder.input(name, shape));
        return inputs.get(inputs.size() - 1);
    }

    /** An elementwise formula of a row and of numbers that are the same for all of its elements. */
    Node broadcast(String label, String text, Node row, Node... numbers) {
        final List<List<Integer>> axes = new ArrayList<>(List.of(List.of(0, 1)));
        final List<Node> operands = new ArrayList<>(List.of(row));
        for (final Node number : numbers) {
            axes.add(List.of(0));
            operands.add(number);
        }
        return builder.map(label, SampleLayers.formula(text), row.shape(), axes, operands);
    }

    /** A value that is the same everywhere. */
    Node constant(String label, double value, Shape shape) {
        return builder.map(label, new Expression.Constant(value), shape, List.of(), List.of());
    }

    /** The sum of every row. */
    Node sum(String label, Node rows) {
        return builder.reduce(label, Op.Reduce.Kind.SUM, rows, 1);
    }

    /** A value that a caller sees. */
    RewriteCase output(Node node) {
        outputs.put(node.label(), node);
        return this;
    }

    /** The pass must give this text, inputs left out, and change nothing when it is run again. */
    void becomes(String expected) {
        final Graph before = graph();
        final String text = GraphPrinter.print(before);
        final Graph after = GraphVerifier.verify(pass.apply(before), GraphVerifier.Level.BUILT);
        assertEquals(expected, withoutInputs(GraphPrinter.print(after)));
        assertEquals(text, GraphPrinter.print(before), "the pass changed the graph it was given");
        assertEquals(
                GraphPrinter.print(after), GraphPrinter.print(pass.apply(after)), "a second time");
    }

    /** The pass must leave the graph as it is. */
    void stays() {
        final String text = GraphPrinter.print(graph());
        assertEquals(text, GraphPrinter.print(pass.apply(graph())));
    }

    private Graph graph() {
        return GraphVerifier.verify(Graph.of(inputs, outputs), GraphVerifier.Level.BUILT);
    }

    private static String withoutInputs(String text) {
        return text.replaceAll("(?m)^\\S+ \\[[^]]*] = (input|parameter)\\n", "");
    }
}
