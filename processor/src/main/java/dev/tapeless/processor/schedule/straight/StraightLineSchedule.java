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
import dev.tapeless.processor.schedule.plan.Platform;
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

    private final Graph inference;
    private final Graph training;
    private final TrainingGraph parts;
    private final String reason;
    private final Set<String> unitRows;
    private final Platform platform;
    private final Map<Node, Buffer> buffers = new LinkedHashMap<>();

    /**
     * Starts with a network.
     *
     * @param inference the graph of prediction
     * @param training the graph of training
     * @param unitRows the parameters that have the elements of a unit side by side
     * @param platform what the code is for
     * @param reason why this form was chosen
     */
    public StraightLineSchedule(
            Graph inference,
            Graph training,
            Set<String> unitRows,
            Platform platform,
            String reason) {
        this.unitRows = unitRows;
        this.platform = platform;
        this.reason = reason;
        this.inference = inference;
        this.training = training;
        this.parts = new TrainingGraph(training);
    }

    /** The schedule; empty when a method would be too large for the just-in-time compiler. */
    public Optional<Schedule> schedule() {
        final Kernel forward = forward();
        final Kernel own = predict();
        final Kernel predict = isSame(own, forward) ? own.withName(forward.name()) : own;
        final List<Kernel> kernels = List.of(predict, forward, backward());
        for (final Kernel kernel : kernels) {
            if (MethodBudget.bytes(kernel.body()) > CostModel.METHOD_BYTES) {
                return Optional.empty();
            }
        }
        // The same without the module: what lies in memory decides the order of some sums.
        final boolean isPadded = kernels.stream().anyMatch(kernel -> kernel.vectors().isPresent());
        return Optional.of(
                new Schedule(
                        true,
                        reason,
                        storage(isPadded),
                        List.of(onPlatform(kernels.get(0))),
                        List.of(),
                        List.of(onPlatform(kernels.get(1))),
                        List.of(onPlatform(kernels.get(2))),
                        List.of(),
                        List.of(),
                        List.copyOf(new LinkedHashSet<>(buffers.values())),
                        buffers.get(parts.output()),
                        Set.of(),
                        Optional.empty()));
    }

    /** Whether one method serves both, in numbers and in vectors. */
    private static boolean isSame(Kernel kernel, Kernel other) {
        return kernel.isSameMethod(other)
                && kernel.vectors()
                        .map(Kernel.VectorForm::body)
                        .equals(other.vectors().map(Kernel.VectorForm::body));
    }

    private Kernel onPlatform(Kernel kernel) {
        return platform.vectors() ? kernel : kernel.withoutVectors();
    }

    private Storage storage(boolean isPadded) {
        final Set<String> flat = new LinkedHashSet<>();
        final Set<String> padded = new LinkedHashSet<>();
        for (final Graph graph : List.of(inference, training)) {
            for (final Node node : graph.nodes()) {
                if (node.op() instanceof Op.Parameter parameter) {
                    flat.add(parameter.name());
                    if (isPadded && node.shape().elements() >= CostModel.STRAIGHT_LINE_LANES) {
                        padded.add(parameter.name());
                    }
                }
            }
        }
        return new Storage(flat, unitRows, padded);
    }

    /** Eight numbers of double precision are twice as wide as the vectors of most processors. */
    private boolean hasVectors() {
        return platform.elementBytes() == Float.BYTES;
    }

    private Kernel predict() {
        final StraightLine code = new StraightLine();
        readLeaves(code, inference.nodes());
        code.store(inference.output("output"), new Location.Output(), "output");
        return code.finish("predictSample", hasVectors());
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
        return code.finish("forwardSample", hasVectors());
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
        return code.finish("backwardSample", hasVectors());
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
                    // The output is the caller's to read.
                    final boolean isPadded =
                            hasVectors()
                                    && kept != parts.output()
                                    && length >= CostModel.STRAIGHT_LINE_LANES;
                    final int room = isPadded ? CostModel.STRAIGHT_LINE_ROOM : 0;
                    return new Buffer(name, Buffer.BATCH, length + room);
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
