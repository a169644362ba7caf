package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.StepGraph;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.group.TrainingGraph;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.BufferPlan;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.plan.Schedule;
import dev.tapeless.processor.schedule.plan.Storage;
import dev.tapeless.processor.schedule.scope.KernelNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A network whose passes are kernels over all samples of a batch. */
public final class LoopSchedule {

    /** What a workspace has beside rows. */
    static final List<String> WORKSPACE = List.of("inputs", "outputs");

    private final Graph inference;
    private final TrainingGraph parts;
    private final Graph training;
    private final Optional<StepGraph> step;
    private final Storage storage;
    private final Platform platform;
    private final String reason;
    private final Routines routines = new Routines();

    /**
     * A network in loops.
     *
     * @param inference the graph of prediction
     * @param training the graph of training
     * @param step the graph of one step, if there are steps
     * @param storage how parameters are stored
     * @param platform what the code is for
     * @param reason which form it is, and why
     */
    public LoopSchedule(
            Graph inference,
            Graph training,
            Optional<StepGraph> step,
            Storage storage,
            Platform platform,
            String reason) {
        this.reason = reason;
        this.inference = inference;
        this.training = training;
        this.parts = new TrainingGraph(training);
        this.step = step;
        this.storage = storage;
        this.platform = platform;
    }

    public Schedule schedule() {
        final Placement places = leaves(training);
        final Set<String> names = new LinkedHashSet<>();
        final BufferPlan kept = new BufferPlan("scratch", names);
        final LoopProgram forwardProgram = new LoopProgram(training, places, kept, platform);
        final Set<Node> lasting = kept(forwardProgram);
        lasting.add(parts.output());
        lasting.addAll(parts.updates().values());
        final List<Kernel> forward =
                new ArrayList<>(
                        forwardProgram
                                .kernels(
                                        List.of(parts.forward()),
                                        lasting,
                                        Map.of(),
                                        new KernelNames("forward", "forwardStep"))
                                .get(0));
        parts.updates()
                .forEach(
                        (name, node) ->
                                forward.add(
                                        forwardProgram.update(
                                                node, values(name), names("update"))));
        final Buffer output = output(places, kept, forwardProgram, forward);
        final BufferPlan passing = new BufferPlan("gradientRows", names);
        final List<List<Kernel>> backward = backward(places, passing);
        final List<Buffer> workspace = new ArrayList<>();
        final List<Kernel> predictOne = new ArrayList<>();
        final List<Kernel> predict = predict(forward, workspace, predictOne);
        final List<Buffer> buffers = new ArrayList<>(kept.buffers());
        buffers.addAll(passing.buffers());
        final Set<Buffer> values = Set.copyOf(buffers);
        addOwnBuffers(forward, buffers);
        backward.forEach(kernels -> addOwnBuffers(kernels, buffers));
        final Set<Buffer> scratch = new LinkedHashSet<>(buffers);
        scratch.removeIf(buffer -> buffer.isBatched() || values.contains(buffer));
        final List<Kernel> known = new ArrayList<>(forward);
        known.addAll(predict);
        return new Schedule(
                false,
                reason,
                storage,
                predict,
                predictOne,
                forward,
                backward.get(0),
                backward.get(1),
                workspace,
                buffers,
                output,
                scratch,
                step.map(one -> new StepProgram(one, storage, platform, routines).schedule(known)));
    }

    /** The stored values of the forward pass that later passes read. */
    private Set<Node> kept(LoopProgram program) {
        final Set<Node> kept = new LinkedHashSet<>();
        final Set<Node> forward = new LinkedHashSet<>(parts.forward());
        final List<Node> later = new ArrayList<>(parts.backward());
        later.addAll(parts.inputBackward());
        for (final Node node : later) {
            program.sources(node).stream().filter(forward::contains).forEach(kept::add);
        }
        parts.gradients().keySet().stream().filter(forward::contains).forEach(kept::add);
        if (parts.inputGradient() != null && forward.contains(parts.inputGradient())) {
            kept.add(parts.inputGradient());
        }
        kept.removeIf(LoopSchedule::isGiven);
        return kept;
    }

    static boolean isGiven(Node node) {
        return node.op() instanceof Op.Input || node.op() instanceof Op.Parameter;
    }

    private Placement leaves(Graph graph) {
        final Placement places = new Placement(routines);
        final List<Node> nodes = new ArrayList<>(graph.inputs());
        nodes.addAll(graph.nodes());
        for (final Node node : nodes) {
            if (node.op() instanceof Op.Input input) {
                places.place(node, Location.ofInput(input.name()));
            } else if (node.op() instanceof Op.Parameter parameter) {
                places.place(node, values(parameter.name()));
            }
        }
        return places;
    }

    /** The rows of the output; an output that is the input itself is copied. */
    private Buffer output(
            Placement places, BufferPlan kept, LoopProgram program, List<Kernel> forward) {
        if (places.location(parts.output()) instanceof Location.Rows rows) {
            return rows.buffer();
        }
        final int length = Math.toIntExact(parts.output().shape().elements());
        final Buffer output = kept.keep("output", length);
        forward.add(program.copy(parts.output(), new Location.Rows(output), names("forward")));
        return output;
    }

    private List<List<Kernel>> backward(Placement places, BufferPlan passing) {
        final LoopProgram program = new LoopProgram(training, places, passing, platform);
        final Node inputGradient = parts.inputGradient();
        final boolean own =
                inputGradient != null
                        && parts.inputBackward().contains(LoopProgram.origin(inputGradient));
        if (own) {
            places.place(LoopProgram.origin(inputGradient), new Location.InputGradient());
        }
        final Map<Node, List<Location.ParameterGradient>> gradients = new LinkedHashMap<>();
        parts.gradients()
                .forEach(
                        (node, names) ->
                                gradients.put(node, names.stream().map(this::gradient).toList()));
        // What the gradient of the input reads besides lives until the end.
        final Set<Node> lasting = new LinkedHashSet<>();
        if (inputGradient != null && !own) {
            lasting.add(inputGradient);
        }
        final List<List<Kernel>> kernels =
                new ArrayList<>(
                        program.kernels(
                                List.of(parts.backward(), parts.inputBackward()),
                                lasting,
                                gradients,
                                new KernelNames("backward", "backwardStep")));
        kernels.set(0, withForwardGradients(program, kernels.get(0), gradients));
        if (inputGradient != null && !own) {
            final Kernel copy =
                    program.copy(inputGradient, new Location.InputGradient(), names("copy"));
            kernels.set(1, List.of(copy));
        }
        return kernels;
    }

    /** Gradients that the forward pass has computed already are added by kernels of their own. */
    private List<Kernel> withForwardGradients(
            LoopProgram program,
            List<Kernel> kernels,
            Map<Node, List<Location.ParameterGradient>> gradients) {
        final List<Kernel> all = new ArrayList<>(kernels);
        gradients.forEach(
                (node, locations) -> {
                    if (!parts.isOfBackward(node)) {
                        all.addAll(program.add(node, locations, names("backward")));
                    }
                });
        return all;
    }

    private Location.ParameterValues values(String parameter) {
        return storage.values(parameter);
    }

    private Location.ParameterGradient gradient(String parameter) {
        return new Location.ParameterGradient(parameter, storage.flat().contains(parameter));
    }

    private List<Kernel> predict(
            List<Kernel> forward, List<Buffer> workspace, List<Kernel> predictOne) {
        final Placement places = leaves(inference);
        final Node output = inference.output("output");
        final BufferPlan buffers = new BufferPlan("rows", new LinkedHashSet<>(WORKSPACE));
        final LoopProgram program = new LoopProgram(inference, places, buffers, platform);
        final boolean computed = !isGiven(LoopProgram.origin(output));
        if (computed) {
            places.place(LoopProgram.origin(output), new Location.Output());
        }
        final List<Kernel> kernels =
                new ArrayList<>(
                        program.kernels(
                                        List.of(inference.nodes()),
                                        Set.of(),
                                        Map.of(),
                                        new KernelNames("forward", "predictStep"))
                                .get(0));
        if (!computed) {
            kernels.add(program.copy(output, new Location.Output(), names("forward")));
        } else if (kernels.stream().anyMatch(kernel -> kernel.vectors().isPresent())) {
            predictOne.addAll(program.samples(inference.nodes(), names("predictOne")));
        }
        workspace.addAll(buffers.buffers());
        addOwnBuffers(kernels, workspace);
        final Map<String, List<Kernel>> trained =
                forward.stream().collect(Collectors.groupingBy(Kernel::name));
        return kernels.stream()
                .map(kernel -> sharedOrOwn(kernel, trained.getOrDefault(kernel.name(), List.of())))
                .toList();
    }

    /** A kernel of prediction that training has as well keeps its name, another gets its own. */
    private static Kernel sharedOrOwn(Kernel kernel, List<Kernel> namesakes) {
        return namesakes.stream().allMatch(other -> other.isSameMethod(kernel))
                ? kernel
                : kernel.withName("predict" + kernel.name().substring("forward".length()));
    }

    /** Rows that only one kernel uses, such as transposed weights. */
    static void addOwnBuffers(List<Kernel> kernels, List<Buffer> buffers) {
        final Set<Buffer> known = new HashSet<>(buffers);
        for (final Kernel kernel : kernels) {
            final List<Kernel.Parameter> parameters = new ArrayList<>(kernel.parameters());
            kernel.vectors().ifPresent(form -> parameters.addAll(form.parameters()));
            for (final Kernel.Parameter parameter : parameters) {
                if (parameter.location() instanceof Location.Rows rows
                        && known.add(rows.buffer())) {
                    buffers.add(rows.buffer());
                }
            }
        }
    }

    private static UnaryOperator<String> names(String prefix) {
        return new KernelNames(prefix, prefix)::kernel;
    }
}
