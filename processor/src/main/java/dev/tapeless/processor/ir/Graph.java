package dev.tapeless.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pure computation: named outputs and all nodes that they need, in topological order.
 *
 * @param inputs the inputs, in the order in which callers give them; a body may ignore some
 * @param outputs the outputs by name, in order
 * @param nodes every node that an output needs, each after its operands
 */
public record Graph(List<Node> inputs, Map<String, Node> outputs, List<Node> nodes) {

    /**
     * Stands in front of the name of a parameter in the name of an output that is its next value:
     * what training keeps without learning it. No gradient comes from such an output.
     */
    public static final String NEXT = "next ";

    /**
     * The output that has the logits of {@code output}, where it is made of some: the place where a
     * gradient may come in instead. Its value is not asked for.
     */
    public static final String LOGITS = "outputLogits";

    /** Keeps unmodifiable copies that preserve the order. */
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        nodes = List.copyOf(nodes);
    }

    /**
     * The graph of some outputs: what they do not need is left behind.
     *
     * @param inputs the inputs, in order
     * @param outputs the outputs by name
     * @return the graph
     */
    public static Graph of(List<Node> inputs, Map<String, Node> outputs) {
        final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        final List<Node> open = new ArrayList<>(outputs.values());
        while (!open.isEmpty()) {
            final Node node = open.remove(open.size() - 1);
            if (seen.add(node)) {
                open.addAll(node.operands());
            }
        }
        final List<Node> nodes = new ArrayList<>(seen);
        nodes.sort(Comparator.comparingInt(Node::id));
        return new Graph(inputs, outputs, nodes);
    }

    /**
     * One output.
     *
     * @param name its name
     * @return its node
     * @throws IllegalArgumentException when there is none of that name
     */
    public Node output(String name) {
        final Node node = outputs.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no output " + name + " among " + outputs.keySet());
        }
        return node;
    }
}
