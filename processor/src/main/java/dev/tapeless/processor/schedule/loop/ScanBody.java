package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan does at one position, as a graph that is scheduled by itself: parameters stand for
 * themselves, so that their products are those of a dense layer, and every next state that is
 * computed from others lies apart from them.
 *
 * @param graph the graph
 * @param states the states as they come in, by their index
 * @param elements the elements of the sequences
 * @param invariants what stands for each invariant
 * @param next the states as they go out, by their index
 * @param emissions what is emitted
 * @param gradients the sums that are added to gradients
 */
record ScanBody(
        Graph graph,
        Map<Integer, Node> states,
        List<Node> elements,
        List<Node> invariants,
        Map<Integer, Node> next,
        List<Node> emissions,
        Map<Node, List<Location.ParameterGradient>> gradients) {

    /**
     * Takes the body out of a scan.
     *
     * @param scan the scan
     * @param sums the states that are sums added to gradients
     * @return its body
     */
    static ScanBody of(Node scan, Map<Integer, GrowingSum> sums) {
        final Op.Scan op = (Op.Scan) scan.op();
        final GraphBuilder builder = new GraphBuilder();
        final Transcription places = new Transcription(builder);
        final int first = op.states() + op.sequences();
        final Map<Integer, Node> states = new LinkedHashMap<>();
        final List<Node> elements = new ArrayList<>();
        final List<Node> invariants = new ArrayList<>();
        for (int k = 0; k < scan.operands().size(); k++) {
            final Node given = op.body().inputs().get(k);
            if (k >= first && scan.operands().get(k).op() instanceof Op.Parameter parameter) {
                places.put(given, builder.parameter(parameter.name(), parameter.shape()));
            } else {
                places.copy(given);
            }
            if (k >= first) {
                invariants.add(places.get(given));
            } else if (k >= op.states()) {
                elements.add(places.get(given));
            } else if (!sums.containsKey(k)) {
                states.put(k, places.get(given));
            }
        }
        places.copyAll(op.body());
        final Map<Integer, Node> next = new LinkedHashMap<>();
        final List<Node> emissions = new ArrayList<>();
        final Map<Node, List<Location.ParameterGradient>> gradients = new LinkedHashMap<>();
        final Map<String, Node> outputs = new LinkedHashMap<>();
        op.body()
                .outputs()
                .forEach(
                        (name, node) -> {
                            final int k = outputs.size();
                            Node result = places.get(node);
                            if (sums.containsKey(k)) {
                                result = places.get(sums.get(k).term());
                                gradients
                                        .computeIfAbsent(result, unused -> new ArrayList<>())
                                        .add(sums.get(k).place());
                            } else if (k < op.states()) {
                                result = apart(builder, result, states.get(k), states.values());
                                next.put(k, result);
                            } else {
                                result = apart(builder, result, null, List.of());
                                emissions.add(result);
                            }
                            outputs.put(name, result);
                        });
        final List<Node> inputs = new ArrayList<>(states.values());
        inputs.addAll(elements);
        invariants.stream().filter(n -> n.op() instanceof Op.Input).forEach(inputs::add);
        return new ScanBody(
                Graph.of(inputs, outputs),
                states,
                elements,
                invariants,
                next,
                emissions,
                gradients);
    }

    /**
     * The formula of a scan, for instance {@code h = step(h, x[t])}.
     *
     * @param scan the scan
     * @return one line
     */
    String formula(Node scan) {
        final Op.Scan op = (Op.Scan) scan.op();
        final List<String> names = states.values().stream().map(Node::label).toList();
        final List<String> read = new ArrayList<>(names);
        scan.operands().subList(op.states(), op.states() + op.sequences()).stream()
                .map(sequence -> sequence.label() + "[t]")
                .forEach(read::add);
        final String order =
                op.reverse() ? op.length() - 1 + ", ..., 0" : "0, ..., " + (op.length() - 1);
        return String.join(", ", names)
                + " = step("
                + String.join(", ", read)
                + ") for t = "
                + order;
    }

    /** A result that needs a place of its own: a parameter, or a state that becomes another. */
    private static Node apart(
            GraphBuilder builder, Node result, Node own, Collection<Node> states) {
        final Node origin = LoopProgram.origin(result);
        final boolean isOther = origin != own && states.contains(origin);
        return isOther || origin.op() instanceof Op.Parameter
                ? builder.map(result.label() + "Copy", Expressions.argument(0), result)
                : result;
    }
}
