package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries nodes of one graph over into another, as they are or with others in their place. */
public final class Transcription {

    private final GraphBuilder builder;
    private final IdentityHashMap<Node, Node> places = new IdentityHashMap<>();

    /**
     * Starts with nothing carried over.
     *
     * @param builder makes the new nodes
     */
    public Transcription(GraphBuilder builder) {
        this.builder = builder;
    }

    /**
     * Decides what stands for a node.
     *
     * @param node the node
     * @param replacement what stands in its place in the new graph
     */
    public void put(Node node, Node replacement) {
        places.put(node, replacement);
    }

    /**
     * What stands for a node.
     *
     * @param node a node that was carried over
     * @return the new node
     * @throws IllegalArgumentException for a node that was not
     */
    public Node get(Node node) {
        final Node place = places.get(node);
        if (place == null) {
            throw new IllegalArgumentException(node + " was not carried over");
        }
        return place;
    }

    /**
     * The new operands of a node.
     *
     * @param node a node whose operands were carried over
     * @return what stands for them
     */
    public List<Node> operands(Node node) {
        return node.operands().stream().map(this::get).toList();
    }

    /**
     * Carries a node over as it is.
     *
     * @param node a node whose operands were carried over
     * @return the new node
     */
    public Node copy(Node node) {
        final Node copied = builder.apply(node.label(), node.op(), operands(node));
        put(node, copied);
        return copied;
    }

    /**
     * Carries the nodes of a graph over that have no place yet, as they are.
     *
     * @param graph the graph
     */
    public void copyAll(Graph graph) {
        final List<Node> all = new ArrayList<>(graph.inputs());
        all.addAll(graph.nodes());
        for (final Node node : all) {
            if (!places.containsKey(node)) {
                copy(node);
            }
        }
    }

    /**
     * The new graph of a graph that was carried over.
     *
     * @param graph the old graph
     * @return what stands for its inputs and outputs, and all that these need
     */
    public Graph graph(Graph graph) {
        final Map<String, Node> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, get(node)));
        return Graph.of(graph.inputs().stream().map(this::get).toList(), outputs);
    }
}
