package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The gradient of a scan: a scan in the other direction. Its body walks the forward body backwards
 * and reads what that has kept. It carries the adjoints of the states and, as sums that grow, those
 * of the invariants; it emits those of the sequences.
 */
final class ScanGradient {

    private final GraphBuilder builder;
    private final Node scan;
    private final Op.Scan op;
    private final List<Node> adjoints;
    private final List<Node> inputs;
    private final List<String> results;
    private final int emissions;

    private final GraphBuilder inside = new GraphBuilder();
    private final Transcription places = new Transcription(inside);
    private final Map<Node, Node> sequences = new LinkedHashMap<>();
    private final Map<Node, Node> invariants = new LinkedHashMap<>();

    /**
     * Prepares the gradient of one scan.
     *
     * @param builder makes the nodes outside
     * @param scan the scan, whose last emissions are the states and all that it computes
     * @param op its operation
     * @param adjoints the adjoint of each member of its result, or null
     */
    ScanGradient(GraphBuilder builder, Node scan, Op.Scan op, List<Node> adjoints) {
        this.builder = builder;
        this.scan = scan;
        this.op = op;
        this.adjoints = adjoints;
        inputs = op.body().inputs();
        results = List.copyOf(op.body().outputs().keySet());
        final long kept = results.stream().filter(r -> r.startsWith(ScanStates.KEPT)).count();
        emissions = results.size() - op.states() - Math.toIntExact(kept);
    }

    /**
     * The adjoints of the operands.
     *
     * @param labels what each is called; null for one that nobody wants
     * @return one node for each label that is not null, or null where there is no gradient
     */
    List<Node> operands(List<String> labels) {
        final SortedSet<Integer> wanted = new TreeSet<>();
        for (int k = 0; k < labels.size(); k++) {
            if (labels.get(k) != null) {
                wanted.add(k);
            }
        }
        final List<Integer> carried = List.copyOf(carriedStates(wanted));
        final List<Integer> sums = List.copyOf(wanted.tailSet(op.states() + op.sequences()));
        final List<Integer> scanned =
                List.copyOf(wanted.subSet(op.states(), op.states() + op.sequences()));

        readForward();
        final List<Node> states = new ArrayList<>();
        final List<Node> initial = new ArrayList<>();
        for (final int k : carried) {
            states.add(inside.input(gradientName(k) + "Next", shape(k)));
            final Node last = adjoints.get(k);
            initial.add(last == null ? zeros(builder, shape(k)) : last);
        }
        for (final int k : sums) {
            states.add(inside.input(gradientName(k) + "Sum", shape(k)));
            initial.add(zeros(builder, shape(k)));
        }
        final Set<Node> targets = new LinkedHashSet<>();
        List.of(carried, sums, scanned)
                .forEach(group -> group.forEach(k -> targets.add(places.get(inputs.get(k)))));
        final Backpropagation walk = new Backpropagation(inside, nodes(), targets);
        for (int k = 0; k < carried.size(); k++) {
            walk.seed(result(carried.get(k)), states.get(k));
        }
        seedEmissions(walk);
        walk.run();

        final Map<String, Node> outputs = new LinkedHashMap<>();
        carried.forEach(k -> outputs.put(gradientName(k), orZeros(walk, k)));
        for (int k = 0; k < sums.size(); k++) {
            final Node sum = states.get(carried.size() + k);
            outputs.put(gradientName(sums.get(k)), plus(sum, walk, sums.get(k)));
        }
        scanned.forEach(k -> outputs.put(gradientName(k), orZeros(walk, k)));
        final Node backward = backward(states, initial, readKept(outputs));
        return picks(labels, backward, List.of(carried, sums, scanned));
    }

    /** The states on which the wanted gradients depend: those that change with what is varied. */
    private SortedSet<Integer> carriedStates(Set<Integer> wanted) {
        final SortedSet<Integer> carried = new TreeSet<>();
        int before = -1;
        while (carried.size() > before) {
            before = carried.size();
            final Set<Node> varied = new LinkedHashSet<>();
            wanted.forEach(k -> varied.add(inputs.get(k)));
            carried.forEach(k -> varied.add(inputs.get(k)));
            final Set<Node> dependent = Dependence.on(varied, op.body().nodes());
            for (int k = 0; k < op.states(); k++) {
                if (wanted.contains(k) || dependent.contains(op.body().output(results.get(k)))) {
                    carried.add(k);
                }
            }
        }
        return carried;
    }

    /** Computes the forward body from the kept states, the sequences and the invariants. */
    private void readForward() {
        for (int k = 0; k < inputs.size(); k++) {
            final Node input = places.copy(inputs.get(k));
            if (k < op.states()) {
                final int member = op.states() + emissions + k;
                final String label = inputs.get(k).label();
                sequences.put(input, builder.apply(label, new Op.Pick(member), List.of(scan)));
            } else if (k < op.states() + op.sequences()) {
                sequences.put(input, scan.operands().get(k));
            } else {
                invariants.put(input, scan.operands().get(k));
            }
        }
        places.copyAll(op.body());
    }

    /** The results of the walk, computed from what the scan has kept of the forward body. */
    private Map<String, Node> readKept(Map<String, Node> outputs) {
        final Transcription kept = new Transcription(inside);
        for (int k = op.states() + emissions; k < results.size(); k++) {
            final Node node = op.body().output(results.get(k));
            if (!inputs.contains(node)) {
                final Op.Input input = new Op.Input(results.get(k), node.shape(), ElementType.REAL);
                final Node element = inside.apply(node.label(), input, List.of());
                sequences.put(element, builder.apply(node.label(), new Op.Pick(k), List.of(scan)));
                kept.put(places.get(node), element);
            }
        }
        kept.copyAll(Graph.of(List.of(), outputs));
        final Map<String, Node> computed = new LinkedHashMap<>();
        outputs.forEach((name, node) -> computed.put(name, kept.get(node)));
        return computed;
    }

    private List<Node> nodes() {
        return op.body().nodes().stream().map(places::get).distinct().toList();
    }

    private void seedEmissions(Backpropagation walk) {
        for (int k = op.states(); k < op.states() + emissions; k++) {
            if (adjoints.get(k) != null) {
                final Node emitted = result(k);
                final String name = Differentiator.GRADIENT_PREFIX + results.get(k) + "Emitted";
                final Node adjoint = inside.input(name, emitted.shape());
                sequences.put(adjoint, adjoints.get(k));
                walk.seed(emitted, adjoint);
            }
        }
    }

    /** The scan over the walk; what the walk does not read is not scanned. */
    private Node backward(List<Node> states, List<Node> initial, Map<String, Node> outputs) {
        final List<Node> read = Graph.of(List.of(), outputs).nodes();
        sequences.keySet().retainAll(read);
        invariants.keySet().retainAll(read);
        final List<Node> bodyInputs = new ArrayList<>(states);
        bodyInputs.addAll(sequences.keySet());
        bodyInputs.addAll(invariants.keySet());
        final List<Node> operands = new ArrayList<>(initial);
        operands.addAll(sequences.values());
        operands.addAll(invariants.values());
        final Op.Scan reverse =
                new Op.Scan(
                        Graph.of(bodyInputs, outputs),
                        states.size(),
                        sequences.size(),
                        op.length(),
                        !op.reverse());
        return builder.apply(Differentiator.GRADIENT_PREFIX + scan.label(), reverse, operands);
    }

    private List<Node> picks(List<String> labels, Node backward, List<List<Integer>> groups) {
        final List<Node> gradients = new ArrayList<>(Collections.nCopies(labels.size(), null));
        int member = 0;
        for (final List<Integer> group : groups) {
            for (final int k : group) {
                if (labels.get(k) != null) {
                    gradients.set(
                            k,
                            builder.apply(labels.get(k), new Op.Pick(member), List.of(backward)));
                }
                member++;
            }
        }
        return gradients;
    }

    private Node orZeros(Backpropagation walk, int input) {
        final Node adjoint = walk.adjoint(places.get(inputs.get(input)));
        return adjoint == null ? zeros(inside, shape(input)) : adjoint;
    }

    private Node plus(Node sum, Backpropagation walk, int input) {
        final Node adjoint = walk.adjoint(places.get(inputs.get(input)));
        if (adjoint == null) {
            return sum;
        }
        return new Elementwise(
                        Expressions.add(Expressions.argument(0), Expressions.argument(1)),
                        List.of(Read.inPlace(sum), Read.inPlace(adjoint)),
                        sum.shape())
                .build(inside, "");
    }

    private Node result(int index) {
        return places.get(op.body().output(results.get(index)));
    }

    private Shape shape(int input) {
        return inputs.get(input).shape();
    }

    private String gradientName(int input) {
        return Differentiator.GRADIENT_PREFIX + ScanStates.name(inputs.get(input));
    }

    private static Node zeros(GraphBuilder builder, Shape shape) {
        return builder.map("", Expressions.ZERO, shape, List.of(), List.of());
    }
}
