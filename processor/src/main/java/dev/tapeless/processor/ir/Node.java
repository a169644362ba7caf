package dev.tapeless.processor.ir;

import java.util.List;

/**
 * One value of a graph: an operation applied to earlier values. Nodes are compared by identity;
 * {@link GraphBuilder} gives the same node for the same operation on the same operands.
 */
public final class Node {

    private final int id;
    private final Op op;
    private final List<Node> operands;
    private final List<Shape> shapes;
    private final ElementType type;
    private final String label;

    Node(int id, Op op, List<Node> operands, List<Shape> shapes, ElementType type, String label) {
        this.id = id;
        this.op = op;
        this.operands = List.copyOf(operands);
        this.shapes = List.copyOf(shapes);
        this.type = type;
        this.label = label;
    }

    /**
     * The number of this node, ascending in the order of creation, hence topological.
     *
     * @return the number
     */
    public int id() {
        return id;
    }

    /**
     * What is computed.
     *
     * @return the operation
     */
    public Op op() {
        return op;
    }

    /**
     * From what it is computed.
     *
     * @return the operands, in the order of the operation
     */
    public List<Node> operands() {
        return operands;
    }

    /**
     * The only shape of this value.
     *
     * @return the shape
     * @throws IllegalStateException for a tuple
     */
    public Shape shape() {
        if (shapes.size() != 1) {
            throw new IllegalStateException("a tuple of " + shapes.size() + " values");
        }
        return shapes.get(0);
    }

    /**
     * The shapes of all members; one for everything but a scan.
     *
     * @return the shapes
     */
    public List<Shape> shapes() {
        return shapes;
    }

    /**
     * What the elements are.
     *
     * @return the type of the elements
     */
    public ElementType type() {
        return type;
    }

    /**
     * What a person would call this value: {@code hidden}, {@code dL/dhidden}. Names locals,
     * buffers and comments of the generated code; not unique, and empty where nobody gave one.
     *
     * @return the label
     */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return "%" + id + (label.isEmpty() ? "" : " " + label);
    }
}
