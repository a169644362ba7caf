package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /**
     * Starts a program.
     *
     * @param graph the graph whose nodes are computed
     * @param placement the places that are known already, which grow
     * @param buffers the rows for all other values
     */
    LoopProgram(Graph graph, Placement placement, BufferPlan buffers) {
        this.placement = placement;
        this.consumers = new Consumers(graph);
        this.buffers = buffers;
    }

    /**
     * The kernels that compute some nodes.
     *
     * @param parts the nodes, each part in topological order; a kernel has nodes of one part only
     * @param lasting values that somebody reads after this program
     * @param gradients the gradients of parameters
     * @param kernelName the name of the kernel that gives a value
     * @return for each part its kernels
     */
    List<List<Kernel>> kernels(
            List<List<Node>> parts,
            Set<Node> lasting,
            Map<Node, List<Location.ParameterGradient>> gradients,
            UnaryOperator<String> kernelName) {
        final List<List<KernelGroup>> groups = parts.stream().map(KernelGroup::of).toList();
        final List<KernelGroup> all = groups.stream().flatMap(List::stream).toList();
        all.forEach(this::shareProducts);
        place(all, lasting);
        final LoopKernels writer = new LoopKernels(placement, gradients, consumers, kernelName);
        final List<List<Kernel>> kernels = new ArrayList<>();
        for (final List<KernelGroup> part : groups) {
            kernels.add(part.stream().flatMap(group -> writer.write(group).stream()).toList());
        }
        return kernels;
    }

    /** A product lies where the only step that reads it leaves its result. */
    private void shareProducts(KernelGroup group) {
        for (final Node node : group.nodes()) {
            final Optional<Node> reader = consumers.only(node);
            final boolean product = node.op() instanceof Op.Contract && node.shape().isBatched();
            if (product
                    && reader.isPresent()
                    && reader.get().op() instanceof Op.Map
                    && reader.get().shape().equals(node.shape())
                    && group.nodes().contains(reader.get())) {
                placement.share(node, reader.get());
            } else if (node.op() instanceof Op.Reshape) {
                placement.share(node, node.operands().get(0));
            }
        }
    }

    private void place(List<KernelGroup> groups, Set<Node> lasting) {
        final Map<Node, Integer> last = new LinkedHashMap<>();
        for (int time = 0; time < groups.size(); time++) {
            for (final Node node : groups.get(time).nodes()) {
                for (final Node operand : node.operands()) {
                    last.put(placement.holder(operand), time);
                }
            }
        }
        for (int time = 0; time < groups.size(); time++) {
            final KernelGroup group = groups.get(time);
            for (final Node node : group.nodes()) {
                final Node holder = placement.holder(node);
                final boolean needed =
                        holder.shape().isBatched()
                                && !(holder.op() instanceof Op.Random)
                                && !isLocal(holder, group, lasting);
                if (needed && !placement.isPlaced(holder)) {
                    final int length = Math.toIntExact(holder.shape().elements());
                    final Buffer buffer =
                            lasting.contains(holder) || lasting.contains(node)
                                    ? buffers.keep(LocalNames.identifier(holder.label()), length)
                                    : buffers.take(length, time, last.getOrDefault(holder, time));
                    placement.place(holder, new Location.Rows(buffer));
                }
            }
        }
    }

    /** One number a sample that only the steps of its own kernel read: a local. */
    private boolean isLocal(Node node, KernelGroup group, Set<Node> lasting) {
        return node.shape().equals(Shape.of(Shape.BATCH))
                && !lasting.contains(node)
                && group.nodes().containsAll(consumers.of(node));
    }

    /** The kernel that copies a value to the caller's rows. */
    Kernel copy(Node node, Location to, UnaryOperator<String> kernelName) {
        return new LoopKernels(placement, Map.of(), consumers, kernelName).copy(node, to);
    }
}
