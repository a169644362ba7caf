package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scans carry, read and emit only what somebody needs: states that nothing depends on, operands
 * that the body does not read and members that nobody picks are left out, and what is emitted or
 * read twice is so once.
 */
final class TrimScans {

    private TrimScans() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with smaller scans
     */
    static Graph run(Graph graph) {
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        final Map<Node, Map<Integer, Integer>> members = new HashMap<>();
        graph.inputs().forEach(places::copy);
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Scan scan) {
                final Trimmed trimmed = trim(scan, picked(graph, node), places.operands(node));
                members.put(node, trimmed.members());
                places.put(node, builder.apply(node.label(), trimmed.scan(), trimmed.operands()));
            } else if (node.op() instanceof Op.Pick pick) {
                final Node scan = node.operands().get(0);
                final Op.Pick moved = new Op.Pick(members.get(scan).get(pick.index()));
                places.put(node, builder.apply(node.label(), moved, places.operands(node)));
            } else {
                places.copy(node);
            }
        }
        return places.graph(graph);
    }

    /**
     * A smaller scan.
     *
     * @param scan the operation
     * @param operands its operands
     * @param members which of its members each picked member of the larger one is
     */
    private record Trimmed(Op.Scan scan, List<Node> operands, Map<Integer, Integer> members) {}

    private static Set<Integer> picked(Graph graph, Node scan) {
        final Set<Integer> picked = new LinkedHashSet<>();
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Pick pick && node.operands().contains(scan)) {
                picked.add(pick.index());
            }
        }
        return picked;
    }

    private static Trimmed trim(Op.Scan scan, Set<Integer> picked, List<Node> operands) {
        final Graph body = run(merged(scan, operands));
        final List<String> names = List.copyOf(body.outputs().keySet());
        final Set<Integer> states = neededStates(scan, body, names, picked);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        final Map<Integer, Integer> members = new LinkedHashMap<>();
        final Map<Node, Integer> emitted = new HashMap<>();
        for (final int k : states) {
            members.put(k, outputs.size());
            outputs.put(names.get(k), body.output(names.get(k)));
        }
        for (int k = scan.states(); k < names.size(); k++) {
            final Node emission = body.output(names.get(k));
            if (picked.contains(k) && !emitted.containsKey(emission)) {
                emitted.put(emission, outputs.size());
                outputs.put(names.get(k), emission);
            }
            if (picked.contains(k)) {
                members.put(k, emitted.get(emission));
            }
        }
        final Set<Node> read = new HashSet<>(Graph.of(List.of(), outputs).nodes());
        final List<Node> inputs = new ArrayList<>();
        final List<Node> left = new ArrayList<>();
        int sequences = 0;
        for (int k = 0; k < body.inputs().size(); k++) {
            final Node input = body.inputs().get(k);
            if (k < scan.states() ? states.contains(k) : read.contains(input)) {
                inputs.add(input);
                left.add(operands.get(k));
                final boolean scanned = k >= scan.states() && k < scan.states() + scan.sequences();
                sequences += scanned ? 1 : 0;
            }
        }
        final Op.Scan smaller =
                new Op.Scan(
                        Graph.of(inputs, outputs),
                        states.size(),
                        sequences,
                        scan.length(),
                        scan.reverse());
        return new Trimmed(smaller, left, members);
    }

    /** The body that reads what is given twice under the first name. */
    private static Graph merged(Op.Scan scan, List<Node> operands) {
        final Transcription places = new Transcription(new GraphBuilder());
        final List<Node> inputs = new ArrayList<>();
        final Map<List<Object>, Node> first = new HashMap<>();
        for (int k = 0; k < operands.size(); k++) {
            final Node given = scan.body().inputs().get(k);
            final Node input = places.copy(given);
            inputs.add(input);
            if (k >= scan.states()) {
                final boolean scanned = k < scan.states() + scan.sequences();
                final List<Object> source = List.of(scanned, operands.get(k), input.type());
                first.putIfAbsent(source, input);
                places.put(given, first.get(source));
            }
        }
        places.copyAll(scan.body());
        final Map<String, Node> outputs = new LinkedHashMap<>();
        scan.body().outputs().forEach((name, node) -> outputs.put(name, places.get(node)));
        return Graph.of(inputs, outputs);
    }

    /** The states that are picked, or on which something that is needed depends. */
    private static Set<Integer> neededStates(
            Op.Scan scan, Graph body, List<String> names, Set<Integer> picked) {
        final Set<Integer> needed = new LinkedHashSet<>();
        int before = -1;
        while (needed.size() > before) {
            before = needed.size();
            final Map<String, Node> outputs = new LinkedHashMap<>();
            for (int k = 0; k < names.size(); k++) {
                if (picked.contains(k) || needed.contains(k)) {
                    outputs.put(names.get(k), body.output(names.get(k)));
                }
            }
            final Set<Node> read = new HashSet<>(Graph.of(List.of(), outputs).nodes());
            for (int k = 0; k < scan.states(); k++) {
                if (picked.contains(k) || read.contains(body.inputs().get(k))) {
                    needed.add(k);
                }
            }
        }
        final Set<Integer> ascending = new LinkedHashSet<>();
        for (int k = 0; k < scan.states(); k++) {
            if (needed.contains(k)) {
                ascending.add(k);
            }
        }
        return ascending;
    }
}
