package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.StepGraph;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.BufferPlan;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.StepSchedule;
import dev.tapeless.processor.schedule.plan.Storage;
import dev.tapeless.processor.schedule.scope.KernelNames;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The kernels of one step of a network that is given a sequence element by element. */
final class StepProgram {

    private static final String PREFIX = "forward";
    private static final String OWN_PREFIX = "step";

    private final StepGraph step;
    private final Graph graph;
    private final Storage storage;
    private final Platform platform;
    private final BufferPlan buffers =
            new BufferPlan("rows", new LinkedHashSet<>(LoopSchedule.WORKSPACE));
    private final Placement places;

    /**
     * Prepares a step.
     *
     * @param step the graph of a step
     * @param storage how parameters are stored
     * @param platform what the code is for
     * @param routines those of the network
     */
    StepProgram(StepGraph step, Storage storage, Platform platform, Routines routines) {
        this.step = step;
        this.graph = step.graph();
        this.storage = storage;
        this.platform = platform;
        this.places = new Placement(routines);
    }

    /**
     * The kernels.
     *
     * @param known those of other passes, which serve a step as well where they are the same
     * @return the schedule
     */
    StepSchedule schedule(List<Kernel> known) {
        final List<StepSchedule.State> states = leaves();
        final LoopProgram program = new LoopProgram(graph, places, buffers, platform);
        final Node output = LoopProgram.origin(graph.output("output"));
        final boolean isComputed = !LoopSchedule.isGiven(output);
        if (isComputed) {
            places.place(output, new Location.Output());
        }
        final KernelNames names = new KernelNames(PREFIX, OWN_PREFIX);
        final List<Kernel> kernels =
                new ArrayList<>(
                        program.kernels(
                                        List.of(graph.nodes()),
                                        new LinkedHashSet<>(graph.outputs().values()),
                                        Map.of(),
                                        names)
                                .get(0));
        if (!isComputed) {
            kernels.add(program.copy(output, new Location.Output(), names::kernel));
        }
        kernels.add(carry());
        final List<Buffer> rows = new ArrayList<>(buffers.buffers());
        LoopSchedule.addOwnBuffers(kernels, rows);
        states.forEach(state -> rows.remove(state.buffer()));
        return new StepSchedule(
                kernels.stream().map(kernel -> sharedOrOwn(kernel, known)).toList(),
                states,
                rows,
                length(graph.inputs().get(0)),
                length(output));
    }

    /** A kernel that another pass has as well is that; others are called after the step. */
    private static Kernel sharedOrOwn(Kernel kernel, List<Kernel> known) {
        final boolean isShared =
                known.stream()
                        .anyMatch(k -> k.name().equals(kernel.name()) && k.isSameMethod(kernel));
        return isShared
                ? kernel
                : kernel.withName(OWN_PREFIX + kernel.name().substring(PREFIX.length()));
    }

    private List<StepSchedule.State> leaves() {
        final List<StepSchedule.State> states = new ArrayList<>();
        for (final Node input : graph.inputs()) {
            if (isState(input)) {
                final String label = LocalNames.identifier(input.label());
                final Buffer rows = buffers.keep(label, length(input));
                states.add(new StepSchedule.State(rows, step.starts().get(name(input))));
                places.place(input, new Location.Rows(rows));
            } else {
                places.place(input, new Location.Input());
            }
        }
        for (final Node node : graph.nodes()) {
            if (node.op() instanceof Op.Parameter parameter) {
                places.place(node, storage.values(parameter.name()));
            }
        }
        return states;
    }

    private static int length(Node node) {
        return Math.toIntExact(node.shape().elements());
    }

    private static String name(Node input) {
        return ((Op.Input) input.op()).name();
    }

    private boolean isState(Node input) {
        return step.starts().containsKey(name(input));
    }

    /** The kernel that makes the next states the states. */
    private Kernel carry() {
        final KernelScope scope = new KernelScope(places);
        final RowCopies copies = new RowCopies(scope);
        final List<String> formulas = new ArrayList<>();
        final Value first = new Value.Whole(0);
        for (final Node state : graph.inputs().stream().filter(this::isState).toList()) {
            final Node next = graph.output(Graph.NEXT + name(state));
            if (places.holder(next) != state) {
                final int length = length(state);
                final String from = scope.parameter(next);
                copies.copy(true, from, first, scope.parameter(state), first, length);
                formulas.add(state.label() + " = " + next.label());
            }
        }
        final List<Statement> body = copies.finish();
        return new Kernel(PREFIX + "States", formulas, "copy", scope.parameters(), body, false);
    }
}
