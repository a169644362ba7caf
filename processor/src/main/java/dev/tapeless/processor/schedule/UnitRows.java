package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.group.GradientParts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores the weights of a layer of few units with a row for each unit instead of a row for each
 * input: its sums run along the rows, which are long, as dot products, and so do the gradients of
 * its input and of its weights.
 */
final class UnitRows {

    private final Set<String> names;

    private UnitRows(Set<String> names) {
        this.names = names;
    }

    /**
     * Finds the parameters for which it pays, in graphs that share them.
     *
     * @param graphs the graphs
     * @param wide numbers from which on a row is worth vectors
     */
    static UnitRows find(List<Graph> graphs, int wide) {
        final Set<String> names = new LinkedHashSet<>();
        for (final Graph graph : graphs) {
            for (final Node node : graph.nodes()) {
                if (node.op() instanceof Op.Parameter parameter
                        && isNarrow(parameter.shape(), wide)) {
                    names.add(parameter.name());
                }
            }
        }
        for (final Graph graph : graphs) {
            names.removeIf(name -> !isTransposable(graph, name));
        }
        return new UnitRows(names);
    }

    /** The parameters that are stored so. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    private static boolean isNarrow(Shape shape, int wide) {
        return shape.rank() == 2 && shape.extent(1) < wide && shape.extent(0) >= wide;
    }

    /**
     * Whether nothing but products of rows reads a parameter, and its gradient is one and no
     * other's.
     */
    private static boolean isTransposable(Graph graph, String name) {
        for (final Node node : graph.nodes()) {
            for (final Node operand : node.operands()) {
                final boolean reads =
                        operand.op() instanceof Op.Parameter parameter
                                && parameter.name().equals(name);
                if (reads && !isDense(node)) {
                    return false;
                }
            }
        }
        return graph.outputs().entrySet().stream()
                .filter(output -> name.equals(GradientParts.parameter(output.getKey())))
                .allMatch(output -> isOnlyGradient(output.getValue(), graph));
    }

    private static boolean isOnlyGradient(Node gradient, Graph graph) {
        final boolean isRead =
                graph.nodes().stream().anyMatch(node -> node.operands().contains(gradient));
        final long outputs =
                graph.outputs().values().stream().filter(node -> node == gradient).count();
        return isDense(gradient) && !isRead && outputs == 1;
    }

    private static boolean isDense(Node node) {
        return node.op() instanceof Op.Contract && ContractRole.find(node).isPresent();
    }

    /** The same graph over the rows of units. */
    Graph apply(Graph graph) {
        final Set<Node> gradients = new LinkedHashSet<>();
        for (final Map.Entry<String, Node> output : graph.outputs().entrySet()) {
            final String parameter = GradientParts.parameter(output.getKey());
            if (parameter != null && names.contains(parameter)) {
                gradients.add(output.getValue());
            }
        }
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        graph.inputs().forEach(places::copy);
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Input) {
                continue;
            }
            final Op op = transposed(node, gradients.contains(node));
            places.put(node, builder.apply(node.label(), op, places.operands(node)));
        }
        final Map<String, Node> outputs = new LinkedHashMap<>();
        graph.outputs().forEach((name, node) -> outputs.put(name, places.get(node)));
        return Graph.of(graph.inputs().stream().map(places::get).toList(), outputs);
    }

    private Op transposed(Node node, boolean isGradient) {
        if (node.op() instanceof Op.Parameter parameter && names.contains(parameter.name())) {
            return new Op.Parameter(parameter.name(), swapped(parameter.shape()));
        } else if (node.op() instanceof Op.Contract contract) {
            final List<IndexMap> sources = new ArrayList<>();
            for (int k = 0; k < node.operands().size(); k++) {
                final boolean swap =
                        node.operands().get(k).op() instanceof Op.Parameter parameter
                                && names.contains(parameter.name());
                final IndexMap source = contract.sources().get(k);
                sources.add(swap ? swapped(source) : source);
            }
            return new Op.Contract(
                    contract.extents(),
                    sources,
                    isGradient ? swapped(contract.target()) : contract.target(),
                    isGradient ? swapped(contract.shape()) : contract.shape());
        }
        return node.op();
    }

    private static Shape swapped(Shape shape) {
        return Shape.of(shape.extent(1), shape.extent(0));
    }

    private static IndexMap swapped(IndexMap map) {
        return new IndexMap(List.of(map.coordinates().get(1), map.coordinates().get(0)));
    }
}
