package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who reads which value of a graph. */
public final class Consumers {

    private final Map<Node, List<Node>> readers = new LinkedHashMap<>();
    private final Set<Node> outputs;

    public Consumers(Graph graph) {
        this.outputs = new LinkedHashSet<>(graph.outputs().values());
        for (final Node node : graph.nodes()) {
            for (final Node operand : node.operands()) {
                readers.computeIfAbsent(operand, unused -> new ArrayList<>()).add(node);
            }
        }
    }

    /** The nodes that read a value; a node that reads it twice is there twice. */
    public List<Node> of(Node node) {
        return readers.getOrDefault(node, List.of());
    }

    /** Whether a caller sees a value. */
    public boolean isOutput(Node node) {
        return outputs.contains(node);
    }

    /** The only reader of a value that is no output of the graph. */
    public Optional<Node> only(Node node) {
        final List<Node> all = of(node);
        return all.size() == 1 && !isOutput(node) ? Optional.of(all.get(0)) : Optional.empty();
    }
}
