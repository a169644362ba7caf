package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who reads a value. */
public final class Uses {

    private final Map<Node, List<Node>> consumers = new HashMap<>();
    private final Set<Node> outputs = new HashSet<>();

    private Uses() {}

    /**
     * Finds all uses in a graph.
     *
     * @param graph the graph
     * @return the uses
     */
    public static Uses of(Graph graph) {
        final Uses uses = new Uses();
        for (final Node node : graph.nodes()) {
            for (final Node operand : new HashSet<>(node.operands())) {
                uses.consumers.computeIfAbsent(operand, n -> new ArrayList<>()).add(node);
            }
        }
        uses.outputs.addAll(graph.outputs().values());
        return uses;
    }

    /**
     * The nodes that read a value.
     *
     * @param node the value
     * @return its consumers, each once, in the order of the graph
     */
    public List<Node> consumers(Node node) {
        return consumers.getOrDefault(node, List.of());
    }

    /**
     * Whether a value is an output of the graph.
     *
     * @param node the value
     * @return true for an output, whoever else reads it
     */
    public boolean isOutput(Node node) {
        return outputs.contains(node);
    }

    /**
     * Whether exactly one node reads a value and no caller sees it.
     *
     * @param node the value
     * @return true when the value may vanish into its consumer
     */
    public boolean isPrivate(Node node) {
        return !isOutput(node) && consumers(node).size() == 1;
    }
}
