package dev.tapeless.processor.schedule.loop;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.group.Consumers;
import dev.tapeless.processor.schedule.group.GradientSums;
import dev.tapeless.processor.schedule.group.Inlining;
import dev.tapeless.processor.schedule.group.KernelGroup;
import dev.tapeless.processor.schedule.group.SampleBySample;
import dev.tapeless.processor.schedule.nest.NestKernels;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.BufferPlan;
import dev.tapeless.processor.schedule.plan.Division;
import dev.tapeless.processor.schedule.plan.Kernel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.plan.Platform;
import dev.tapeless.processor.schedule.scope.KernelNames;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.Placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Gives the values of some nodes their places and writes the kernels that compute them. */
final class LoopProgram {

    private final Placement placement;
    private final Consumers consumers;
    private final BufferPlan buffers;
    private final Inlining inlining;
    private final Platform platform;

    /**
     * Starts a program.
     *
     * @param graph the graph whose nodes are computed
     * @param placement the places that are known already, which grow
     * @param buffers the rows for all other values
     * @param platform what the code is for
     */
    LoopProgram(Graph graph, Placement placement, BufferPlan buffers, Platform platform) {
        renameReshaped(graph, placement);
        this.placement = placement;
        this.consumers = new Consumers(graph);
        this.buffers = buffers;
        this.inlining = new Inlining(graph, consumers);
        this.platform = platform;
    }

    private static void renameReshaped(Graph graph, Placement placement) {
        graph.nodes().stream()
                .filter(LoopProgram::isRenamed)
                .forEach(node -> placement.share(node, node.operands().get(0)));
    }

    /** The stored values that the computation of a node reads. */
    List<Node> sources(Node node) {
        return inlining.sources(node);
    }

    /**
     * The kernels that compute some nodes.
     *
     * @param parts the nodes, each part in topological order; a kernel has nodes of one part only
     * @param lasting values that somebody reads after this program
     * @param gradients the gradients of parameters
     * @param names the names of the kernels
     * @return for each part its kernels
     */
    List<List<Kernel>> kernels(
            List<List<Node>> parts,
            Set<Node> lasting,
            Map<Node, List<Location.ParameterGradient>> gradients,
            KernelNames names) {
        final List<List<KernelGroup>> groups = parts.stream().map(this::groups).toList();
        final List<KernelGroup> all = groups.stream().flatMap(List::stream).toList();
        all.forEach(this::shareProducts);
        place(all, lasting, gradients);
        final LoopKernels writer =
                new LoopKernels(placement, gradients, consumers, inlining, names::kernel, platform);
        final List<List<Kernel>> kernels = new ArrayList<>();
        for (final List<KernelGroup> part : groups) {
            final List<Kernel> own = new ArrayList<>();
            for (final KernelGroup group : part) {
                own.addAll(
                        group.kind() == KernelGroup.Kind.SCAN
                                ? scan(group.nodes(), gradients, names)
                                : writer.write(group));
            }
            kernels.add(own);
        }
        return kernels;
    }

    /** The loop over positions, and the kernels that add its members to gradients. */
    private List<Kernel> scan(
            List<Node> nodes,
            Map<Node, List<Location.ParameterGradient>> gradients,
            KernelNames names) {
        final Node scan = nodes.get(0);
        final Map<Integer, GrowingSum> sums = GrowingSum.of(scan, consumers, gradients);
        final List<Node> members =
                nodes.stream()
                        .filter(node -> node.op() instanceof Op.Pick)
                        .filter(node -> !sums.containsKey(((Op.Pick) node.op()).index()))
                        .toList();
        final List<Kernel> kernels = new ArrayList<>();
        final Kernel kernel =
                new ScanKernels(placement, inlining, buffers.inner(), names, platform)
                        .write(scan, members, sums);
        kernels.add(
                SampleBySample.test(scan, inlining) ? kernel.divided(Division.SAMPLES) : kernel);
        for (final Node member : members) {
            kernels.addAll(add(member, gradients.getOrDefault(member, List.of()), names::kernel));
        }
        return kernels;
    }

    /**
     * The kernels that compute some nodes, whose values have their places, for one sample in
     * vectors.
     *
     * @param nodes the nodes in topological order
     * @param kernelName the name of the kernel that gives a value
     * @return the kernels; empty where some operation has no such form
     */
    List<Kernel> samples(List<Node> nodes, UnaryOperator<String> kernelName) {
        final LoopKernels writer =
                new LoopKernels(placement, Map.of(), consumers, inlining, kernelName, platform);
        final List<Kernel> kernels = new ArrayList<>();
        final List<KernelGroup> groups = groups(nodes);
        for (int k = 0; k < groups.size(); k++) {
            final Optional<Kernel> both =
                    k + 1 < groups.size()
                            ? writer.sample(groups.get(k), groups.get(k + 1))
                            : Optional.empty();
            final Optional<Kernel> kernel = both.isPresent() ? both : writer.sample(groups.get(k));
            if (kernel.isEmpty()) {
                return List.of();
            }
            kernels.add(kernel.get());
            k += both.isPresent() ? 1 : 0;
        }
        return kernels;
    }

    private List<KernelGroup> groups(List<Node> nodes) {
        return KernelGroup.of(
                nodes, consumers, node -> !inlining.contains(node) && !isRenamed(node));
    }

    /** Whether a value is the rows of another under another shape. */
    private static boolean isRenamed(Node node) {
        return node.op() instanceof Op.Reshape && node.shape().isBatched();
    }

    /**
     * The value whose rows a value is.
     *
     * @param node the value
     * @return the value itself, or what it reshapes
     */
    static Node origin(Node node) {
        return isRenamed(node) ? origin(node.operands().get(0)) : node;
    }

    /** A product lies where the only step that reads it leaves its result. */
    private void shareProducts(KernelGroup group) {
        for (final Node node : group.nodes()) {
            final Optional<Node> reader = consumers.only(node);
            final boolean isProduct =
                    group.kind() == KernelGroup.Kind.PRODUCT
                            || group.kind() == KernelGroup.Kind.WINDOW;
            if (isProduct
                    && node.op() instanceof Op.Contract
                    && reader.isPresent()
                    && reader.get().op() instanceof Op.Map
                    && reader.get().shape().equals(node.shape())
                    && group.nodes().contains(reader.get())) {
                placement.share(node, reader.get());
            }
        }
    }

    private void place(
            List<KernelGroup> groups,
            Set<Node> lasting,
            Map<Node, List<Location.ParameterGradient>> gradients) {
        final Map<Node, Integer> last = new LinkedHashMap<>();
        for (int time = 0; time < groups.size(); time++) {
            for (final Node node : groups.get(time).nodes()) {
                if (!(node.op() instanceof Op.Pick)) {
                    for (final Node source : inlining.sources(node)) {
                        last.put(placement.holder(source), time);
                    }
                }
            }
        }
        final Set<Node> kept = new LinkedHashSet<>();
        lasting.forEach(node -> kept.add(placement.holder(node)));
        for (int time = 0; time < groups.size(); time++) {
            final KernelGroup group = groups.get(time);
            for (final Node node : group.nodes()) {
                if (node.op() instanceof Op.Scan) {
                    continue;
                }
                final Node holder = placement.holder(node);
                final boolean needed =
                        group.kind() != KernelGroup.Kind.BATCH_SUM
                                && !isLocal(holder, group, lasting)
                                && !isSummedAway(holder, gradients);
                if (needed && !placement.isPlaced(holder)) {
                    final int rows = holder.shape().isBatched() ? Buffer.BATCH : 1;
                    final int length = Math.toIntExact(holder.shape().elements());
                    final Buffer buffer =
                            kept.contains(holder)
                                    ? buffers.keep(
                                            LocalNames.identifier(holder.label()), rows, length)
                                    : buffers.take(
                                            rows, length, time, last.getOrDefault(holder, time));
                    placement.place(holder, new Location.Rows(buffer));
                }
            }
        }
    }

    /** Whether a value is added to the gradient of its parameter as it is summed. */
    private boolean isSummedAway(Node node, Map<Node, List<Location.ParameterGradient>> gradients) {
        if (node.op() instanceof Op.Pick pick) {
            return GrowingSum.of(node.operands().get(0), consumers, gradients)
                    .containsKey(pick.index());
        }
        return GradientSums.isSumOf(node, consumers, gradients);
    }

    /** One number a sample that only the steps of its own kernel read: a local. */
    private boolean isLocal(Node node, KernelGroup group, Set<Node> lasting) {
        return group.kind() != KernelGroup.Kind.SCAN
                && node.shape().equals(Shape.of(Shape.BATCH))
                && !lasting.contains(node)
                && group.nodes().containsAll(consumers.of(node));
    }

    /** The kernel that stores the next value of a buffer. */
    Kernel update(Node node, Location.ParameterValues place, UnaryOperator<String> kernelName) {
        return new NestKernels(placement, inlining, kernelName).store(node, place);
    }

    /** The kernels that add a value to gradients. */
    List<Kernel> add(
            Node node, List<Location.ParameterGradient> places, UnaryOperator<String> kernelName) {
        final NestKernels nests = new NestKernels(placement, inlining, kernelName);
        return places.stream().map(place -> nests.add(node, place)).toList();
    }

    /** The kernel that copies a value to the caller's rows. */
    Kernel copy(Node node, Location to, UnaryOperator<String> kernelName) {
        return new LoopKernels(placement, Map.of(), consumers, inlining, kernelName, platform)
                .copy(node, to);
    }
}
