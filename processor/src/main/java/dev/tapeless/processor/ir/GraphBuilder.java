package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes nodes. The same operation on the same operands is one node, so common subexpressions never
 * come into being. Operands that do not fit are refused with an {@link IllegalArgumentException}.
 */
public final class GraphBuilder {

    private record Key(Op op, List<Integer> operands) {}

    private final Map<Key, Node> known = new HashMap<>();
    private int nextId;

    /** Starts with nothing. */
    public GraphBuilder() {}

    /**
     * Starts with the nodes of a graph, which new nodes may use.
     *
     * @param graph what is extended
     */
    public GraphBuilder(Graph graph) {
        for (final Node node : graph.nodes()) {
            known.put(new Key(node.op(), ids(node.operands())), node);
            nextId = Math.max(nextId, node.id() + 1);
        }
        for (final Node input : graph.inputs()) {
            known.put(new Key(input.op(), List.of()), input);
            nextId = Math.max(nextId, input.id() + 1);
        }
    }

    /**
     * An operation on operands.
     *
     * @param label what a person would call the result; the first label of a value stays
     * @param op the operation
     * @param operands its operands
     * @return the node
     * @throws IllegalArgumentException when the operands do not fit the operation
     */
    public Node apply(String label, Op op, List<Node> operands) {
        final Key key = new Key(op, ids(operands));
        final Node existing = known.get(key);
        if (existing != null) {
            return existing;
        }
        final List<Shape> shapes = op.accept(new TypeInference(operands));
        final ElementType type = TypeInference.elementType(op, operands);
        final Node node = new Node(nextId++, op, operands, shapes, type, label);
        known.put(key, node);
        return node;
    }

    /**
     * An input of real numbers.
     *
     * @param name its name
     * @param shape its shape
     * @return the node
     */
    public Node input(String name, Shape shape) {
        return apply(name, new Op.Input(name, shape, ElementType.REAL), List.of());
    }

    /**
     * A learned tensor.
     *
     * @param name its name
     * @param shape its shape
     * @return the node
     */
    public Node parameter(String name, Shape shape) {
        return apply(name, new Op.Parameter(name, shape), List.of());
    }

    /**
     * An elementwise expression over operands of one shape.
     *
     * @param label what the result is called
     * @param body the expression
     * @param operands its arguments, at least one
     * @return the node
     */
    public Node map(String label, Expression body, Node... operands) {
        final Shape shape = operands[0].shape();
        final List<Integer> all = shape.axes();
        final List<List<Integer>> projections = new ArrayList<>();
        for (int k = 0; k < operands.length; k++) {
            projections.add(all);
        }
        return map(label, body, shape, projections, List.of(operands));
    }

    /**
     * An elementwise expression over operands that may be broadcast.
     *
     * @param label what the result is called
     * @param body the expression
     * @param shape the shape of the result
     * @param projections for each operand the axes of the result over which it runs, ascending
     * @param operands its arguments
     * @return the node
     */
    public Node map(
            String label,
            Expression body,
            Shape shape,
            List<List<Integer>> projections,
            List<Node> operands) {
        return apply(label, new Op.Map(body, projections, shape), operands);
    }

    /**
     * A sum of products.
     *
     * @param label what the result is called
     * @param op the iteration space and its maps
     * @param operands the factors
     * @return the node
     */
    public Node contract(String label, Op.Contract op, Node... operands) {
        return apply(label, op, List.of(operands));
    }

    /**
     * Combines all elements along some axes.
     *
     * @param label what the result is called
     * @param kind how
     * @param operand what is reduced
     * @param axes the axes that vanish, ascending
     * @return the node
     */
    public Node reduce(String label, Op.Reduce.Kind kind, Node operand, Integer... axes) {
        return apply(label, new Op.Reduce(kind, List.of(axes)), List.of(operand));
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}
