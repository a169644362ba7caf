package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes scans emit the states that they carry and all that they compute. The way back may need any
 * of it at every position; it is emitted behind the other emissions, so that what picks a member of
 * the scan finds it where it was. What the way back does not read is trimmed later.
 */
final class ScanStates {

    /** Stands in front of the name of an emission for the way back. */
    static final String KEPT = "kept ";

    private ScanStates() {}

    /**
     * A graph in which all scans through which a gradient passes emit their states.
     *
     * @param graph the graph
     * @param targets the names of the parameters and inputs whose gradients are wanted
     * @return a graph of the same inputs and outputs; the same object without such scans
     */
    static Graph keep(Graph graph, Set<String> targets) {
        final Set<Node> varied = new HashSet<>();
        final List<Node> leaves = new ArrayList<>(graph.inputs());
        leaves.addAll(graph.nodes());
        leaves.stream().filter(node -> targets.contains(name(node))).forEach(varied::add);
        final Set<Node> dependent = Dependence.on(varied, graph.nodes());
        if (dependent.stream().noneMatch(node -> node.op() instanceof Op.Scan)) {
            return graph;
        }
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        graph.inputs().forEach(places::copy);
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Scan scan && dependent.contains(node)) {
                places.put(node, builder.apply(node.label(), keep(scan), places.operands(node)));
            } else {
                places.copy(node);
            }
        }
        return places.graph(graph);
    }

    /**
     * The name of a leaf.
     *
     * @param node any node
     * @return the name of an input or a parameter; empty for anything else
     */
    static String name(Node node) {
        if (node.op() instanceof Op.Parameter parameter) {
            return parameter.name();
        }
        return node.op() instanceof Op.Input input ? input.name() : "";
    }

    private static boolean isWorthKeeping(Node node) {
        final boolean isTuple = node.op() instanceof Op.Scan;
        return !isTuple && !node.operands().isEmpty() && node.type() == ElementType.REAL;
    }

    private static Op.Scan keep(Op.Scan scan) {
        final Set<String> names = new HashSet<>();
        scan.body().inputs().forEach(input -> names.add(name(input)));
        final Graph body = keep(scan.body(), names);
        final Map<String, Node> outputs = new LinkedHashMap<>(body.outputs());
        for (final Node state : body.inputs().subList(0, scan.states())) {
            outputs.put(KEPT + name(state), state);
        }
        for (final Node node : body.nodes()) {
            if (isWorthKeeping(node)) {
                outputs.put(KEPT + node, node);
            }
        }
        return new Op.Scan(
                Graph.of(body.inputs(), outputs),
                scan.states(),
                scan.sequences(),
                scan.length(),
                scan.reverse());
    }
}
