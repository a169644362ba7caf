package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph of forward and backward pass, taken apart into what happens when. */
public final class TrainingGraph {

    private static final String INPUT_GRADIENT = "dL/dinput";

    private final Graph graph;
    private final Set<Node> forward;
    private final Set<Node> backward;
    private final Map<Node, List<String>> gradients = new LinkedHashMap<>();

    public TrainingGraph(Graph graph) {
        this.graph = graph;
        final List<Node> results = new ArrayList<>(updates().values());
        results.add(graph.output("output"));
        this.forward = withMembers(ancestors(results, Set.of()));
        graph.outputs()
                .forEach(
                        (name, node) -> {
                            final String parameter = GradientParts.parameter(name);
                            if (parameter != null && !isZero(node)) {
                                gradients
                                        .computeIfAbsent(node, unused -> new ArrayList<>())
                                        .add(parameter);
                            }
                        });
        this.backward = withMembers(ancestors(gradients.keySet(), forward));
    }

    /** The next values of buffers, by the names of the buffers. */
    public Map<String, Node> updates() {
        final Map<String, Node> updates = new LinkedHashMap<>();
        graph.outputs()
                .forEach(
                        (name, node) -> {
                            if (name.startsWith(Graph.NEXT)) {
                                updates.put(name.substring(Graph.NEXT.length()), node);
                            }
                        });
        return updates;
    }

    /** What the output and the next values of buffers need. */
    public List<Node> forward() {
        return select(forward);
    }

    /** What the gradients of the parameters need besides. */
    public List<Node> backward() {
        return select(backward);
    }

    /** Whether a value is one of the backward pass. */
    public boolean isOfBackward(Node node) {
        return backward.contains(node);
    }

    /** What the gradient of the input needs besides; empty where nobody asked for it. */
    public List<Node> inputBackward() {
        final Node node = inputGradient();
        if (node == null) {
            return List.of();
        }
        final Set<Node> done = new LinkedHashSet<>(forward);
        done.addAll(backward);
        return select(ancestors(List.of(node), done));
    }

    /** The gradient of the input, null where nobody asked for it. */
    public Node inputGradient() {
        return graph.outputs().get(INPUT_GRADIENT);
    }

    /** The output of the network. */
    public Node output() {
        return graph.output("output");
    }

    /** The parameters of which each gradient is one. */
    public Map<Node, List<String>> gradients() {
        return gradients;
    }

    /** Values of the forward pass that the backward pass reads, leaves not counted. */
    public Set<Node> kept() {
        final Set<Node> kept = new LinkedHashSet<>();
        final List<Node> later = new ArrayList<>(backward());
        later.addAll(inputBackward());
        for (final Node node : later) {
            for (final Node operand : node.operands()) {
                if (forward.contains(operand) && !isLeaf(operand)) {
                    kept.add(operand);
                }
            }
        }
        return kept;
    }

    /** Whether a node is given rather than computed. */
    public static boolean isLeaf(Node node) {
        return node.op() instanceof Op.Input
                || node.op() instanceof Op.Parameter
                || node.op() instanceof Op.Random;
    }

    /** A gradient that is zero everywhere: the output does not depend on that parameter. */
    private static boolean isZero(Node node) {
        return node.op() instanceof Op.Map && node.operands().isEmpty();
    }

    /** With the members that anybody picks of the scans among some nodes: they come together. */
    private Set<Node> withMembers(Set<Node> nodes) {
        final Set<Node> all = new LinkedHashSet<>(nodes);
        graph.nodes().stream()
                .filter(
                        node ->
                                node.op() instanceof Op.Pick
                                        && all.contains(node.operands().get(0)))
                .forEach(all::add);
        return all;
    }

    private List<Node> select(Set<Node> chosen) {
        return graph.nodes().stream().filter(chosen::contains).toList();
    }

    private static Set<Node> ancestors(Collection<Node> nodes, Set<Node> without) {
        final Set<Node> found = new LinkedHashSet<>();
        final List<Node> open = new ArrayList<>(nodes);
        while (!open.isEmpty()) {
            final Node node = open.remove(open.size() - 1);
            if (!without.contains(node) && found.add(node)) {
                open.addAll(node.operands());
            }
        }
        return found;
    }
}
