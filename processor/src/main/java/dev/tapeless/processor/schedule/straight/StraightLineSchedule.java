package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.group.TrainingGraph;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.MethodBudget;
import dev.tapeless.processor.schedule.plan.Schedule;
import dev.tapeless.processor.schedule.plan.Storage;
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small network: one straight-line method a pass, for one sample. */
public final class StraightLineSchedule {

    private static final String FORM = "straight line, a name for every element";

    private final Graph inference;
    private final Graph training;
    private final TrainingGraph parts;
    private final String reason;
    private final Map<Node, Buffer> buffers = new LinkedHashMap<>();

    public StraightLineSchedule(Graph inference, Graph training, String reason) {
        this.reason = reason;
        this.inference = inference;
        this.training = training;
        this.parts = new TrainingGraph(training);
    }

    /** The schedule; empty when a method would be too large for the just-in-time compiler. */
    public Optional<Schedule> schedule() {
        final Kernel forward = forward();
        final Kernel own = predict();
        final Kernel predict = own.isSameMethod(forward) ? own.withName(forward.name()) : own;
        final Kernel backward = backward();
        for (final Kernel kernel : List.of(predict, forward, backward)) {
            if (MethodBudget.bytes(kernel.body()) > CostModel.METHOD_BYTES) {
                return Optional.empty();
            }
        }
        final Set<String> flat = new LinkedHashSet<>();
        for (final Graph graph : List.of(inference, training)) {
            graph.nodes().forEach(node -> addParameter(node, flat));
        }
        return Optional.of(
                new Schedule(
                        true,
                        reason,
                        new Storage(flat, Set.of()),
                        List.of(predict),
                        List.of(),
                        List.of(forward),
                        List.of(backward),
                        List.of(),
                        List.of(),
                        List.copyOf(new LinkedHashSet<>(buffers.values())),
                        buffers.get(parts.output()),
                        Set.of(),
                        Optional.empty()));
    }

    private static void addParameter(Node node, Set<String> flat) {
        if (node.op() instanceof Op.Parameter parameter) {
            flat.add(parameter.name());
        }
    }

    private Kernel predict() {
        final StraightLine code = new StraightLine();
        readLeaves(code, inference.nodes());
        code.store(inference.output("output"), new Location.Output(), "output");
        return code.finish("predictSample", FORM);
    }

    private Kernel forward() {
        final StraightLine code = new StraightLine();
        readLeaves(code, parts.forward());
        for (final Node node : parts.kept()) {
            if (node != parts.output()) {
                code.store(node, new Location.Rows(buffer(node)), parameterName(node));
            }
        }
        final Location output = new Location.Rows(buffer(parts.output()));
        code.store(parts.output(), output, "output");
        return code.finish("forwardSample", FORM);
    }

    private Kernel backward() {
        final StraightLine code = new StraightLine();
        final List<Node> later = new ArrayList<>(parts.backward());
        later.addAll(parts.inputBackward());
        final Set<Node> read = new LinkedHashSet<>();
        later.forEach(node -> read.addAll(node.operands()));
        if (parts.inputGradient() != null) {
            read.add(parts.inputGradient());
        }
        final List<Node> leaves = new ArrayList<>(later);
        read.stream().filter(TrainingGraph::isLeaf).forEach(leaves::add);
        readLeaves(code, leaves.stream().distinct().toList());
        for (final Node node : parts.kept()) {
            code.readRow(node, new Location.Rows(buffer(node)));
        }
        // In the order of the chain rule: from the output to the input.
        final List<Node> sums = new ArrayList<>(parts.gradients().keySet());
        sums.sort(Comparator.comparingInt(Node::id));
        for (final Node sum : sums) {
            for (final String parameter : parts.gradients().get(sum)) {
                final Location place = new Location.ParameterGradient(parameter, true);
                code.accumulate(sum, place, LocalNames.identifier(parameter) + "Gradient");
            }
        }
        if (parts.inputGradient() != null) {
            code.store(parts.inputGradient(), new Location.InputGradient(), "inputGradient");
        }
        return code.finish("backwardSample", FORM);
    }

    private static void readLeaves(StraightLine code, List<Node> nodes) {
        for (final Node node : nodes) {
            if (node.op() instanceof Op.Input input) {
                code.readRow(node, Location.ofInput(input.name()));
            }
        }
        for (final Node node : nodes) {
            if (node.op() instanceof Op.Parameter parameter) {
                code.readParameter(node, new Location.ParameterValues(parameter.name(), true));
            }
        }
    }

    private Buffer buffer(Node node) {
        return buffers.computeIfAbsent(
                node,
                kept -> {
                    final String name = uniqueName(LocalNames.identifier(kept.label()));
                    final int length = Math.toIntExact(kept.shape().elements());
                    return new Buffer(name, Buffer.BATCH, length);
                });
    }

    private String uniqueName(String stem) {
        String name = stem;
        for (int k = 2; isTaken(name); k++) {
            name = stem + "_" + k;
        }
        return name;
    }

    private boolean isTaken(String name) {
        return buffers.values().stream().anyMatch(buffer -> buffer.name().equals(name));
    }

    private static String parameterName(Node node) {
        return LocalNames.identifier(node.label()) + "Row";
    }
}
