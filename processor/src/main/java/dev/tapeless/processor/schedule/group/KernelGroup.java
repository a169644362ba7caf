package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.ExpressionSize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Operations that one kernel does: a product or a convolution with the elementwise steps that
 * follow it, steps alone, or a sum over the batch.
 *
 * @param kind what kind of kernel
 * @param nodes its operations, in order
 */
public record KernelGroup(Kind kind, List<Node> nodes) {

    /**
     * Operations of one kernel at most. With some twenty bytes of bytecode each, usually far less,
     * a method stays below 8000 bytes.
     */
    static final int MOST_NODES = 40;

    /**
     * Values that one kernel reads or computes at most. Each may be a parameter of the method, of
     * which there can be 255, and some kernels need a few more.
     */
    static final int MOST_VALUES = 200;

    /**
     * Operations of their formulas at most, however long each of them is: in vectors an operation
     * is a call of seven to nine bytes.
     */
    static final int MOST_OPERATIONS = 600;

    /** The kinds of kernels. */
    public enum Kind {
        /** A product, then steps on its rows. */
        PRODUCT,
        /** A convolution, or the gradient of its input, then steps on its rows. */
        WINDOW,
        /** Steps on rows. */
        ROWS,
        /** A sum over the samples, added to the gradient of a parameter. */
        BATCH_SUM,
        /** Any other operation, in nested loops. */
        NEST,
        /** A loop over positions, and the members of its result. */
        SCAN
    }

    /**
     * Groups nodes in topological order; leaves are left out, and so is what needs no code. A step
     * on rows joins the last product or the last steps: the sums over the batch in between give
     * nothing that a step could read. Behind other loops a new kernel begins.
     *
     * @param nodes the nodes
     * @param consumers who reads what
     * @param hasCode whether a value is computed in a place of its own
     * @return the groups
     */
    public static List<KernelGroup> of(
            List<Node> nodes, Consumers consumers, Predicate<Node> hasCode) {
        final List<KernelGroup> groups = new ArrayList<>();
        final Set<Node> finished = new LinkedHashSet<>();
        KernelGroup open = null;
        final List<Node> ordered = sharedFirst(nodes);
        final Set<Node> later = new HashSet<>(ordered);
        for (final Node node : ordered) {
            later.remove(node);
            if (node.op() instanceof Op.Input
                    || node.op() instanceof Op.Parameter
                    || finished.contains(node)
                    || node.op() instanceof Op.Pick
                    || !hasCode.test(node)) {
                continue;
            }
            if (node.op() instanceof Op.Scan) {
                groups.add(scan(node, consumers));
                open = null;
                continue;
            }
            final Kind kind = kind(node, consumers);
            if (kind == Kind.ROWS && open != null && open.hasRoomFor(node)) {
                open.nodes.add(node);
                continue;
            }
            final KernelGroup group = new KernelGroup(kind, new ArrayList<>(List.of(node)));
            groups.add(group);
            if (kind == Kind.WINDOW) {
                final Optional<Node> reader = finishing(node, consumers, later).filter(hasCode);
                reader.ifPresent(group.nodes::add);
                reader.ifPresent(finished::add);
            }
            if (kind != Kind.BATCH_SUM) {
                open = kind == Kind.NEST ? null : group;
            }
        }
        return groups;
    }

    private boolean hasRoomFor(Node node) {
        final int operations = nodes.stream().mapToInt(KernelGroup::operations).sum();
        return nodes.size() < MOST_NODES
                && operations + operations(node) <= MOST_OPERATIONS
                && valuesWith(node) <= MOST_VALUES;
    }

    private int valuesWith(Node node) {
        final Set<Node> values = new HashSet<>(nodes);
        nodes.forEach(member -> values.addAll(member.operands()));
        values.add(node);
        values.addAll(node.operands());
        return values.size();
    }

    private static int operations(Node node) {
        return node.op() instanceof Op.Map map ? ExpressionSize.operations(map.body()) : 1;
    }

    /**
     * Rows that depend on parameters alone come first, such as the scales of a normalisation in
     * prediction: they would part a product from the steps that follow it.
     */
    private static List<Node> sharedFirst(List<Node> nodes) {
        final Set<Node> shared = new LinkedHashSet<>();
        for (final Node node : nodes) {
            final boolean isOfParameters =
                    node.operands().stream()
                            .allMatch(o -> o.op() instanceof Op.Parameter || shared.contains(o));
            if (RowForm.isShared(node) && isOfParameters) {
                shared.add(node);
            }
        }
        final List<Node> ordered = new ArrayList<>(shared);
        nodes.stream().filter(node -> !shared.contains(node)).forEach(ordered::add);
        return ordered;
    }

    /** A scan leaves its members where those lie that pick them. */
    private static KernelGroup scan(Node scan, Consumers consumers) {
        final List<Node> nodes = new ArrayList<>(List.of(scan));
        consumers.of(scan).stream().distinct().forEach(nodes::add);
        return new KernelGroup(Kind.SCAN, nodes);
    }

    /**
     * What an operation needs.
     *
     * @param node the operation
     * @param consumers who reads what
     * @return the kind of its kernel
     */
    static Kind kind(Node node, Consumers consumers) {
        if (node.op() instanceof Op.Contract) {
            return product(node, consumers);
        } else if (isBatchSum(node)) {
            return consumers.of(node).isEmpty() ? Kind.BATCH_SUM : Kind.NEST;
        } else if (node.op() instanceof Op.Scan) {
            return Kind.SCAN;
        }
        return RowForm.handles(node) ? Kind.ROWS : Kind.NEST;
    }

    /**
     * The map that finishes the sums of a convolution: it adds the bias, scales, activates.
     *
     * @param product the convolution
     * @param consumers who reads what
     * @param later what is computed behind it
     * @return the map, or empty where there is none or where it has to wait for something else
     */
    private static Optional<Node> finishing(Node product, Consumers consumers, Set<Node> later) {
        if (WindowProduct.of(product).kind() != WindowProduct.Kind.PRODUCT) {
            return Optional.empty();
        }
        return consumers
                .only(product)
                .filter(later::contains)
                .filter(
                        reader ->
                                reader.op() instanceof Op.Map
                                        && reader.shape().equals(product.shape())
                                        && RowForm.handles(reader))
                .filter(reader -> reader.operands().stream().allMatch(o -> isReady(o, later)));
    }

    private static boolean isReady(Node node, Set<Node> later) {
        return node.op() instanceof Op.Parameter
                || node.op() instanceof Op.Input
                || !later.contains(node);
    }

    /** A product with a parameter, or the sum over the batch that is its gradient. */
    private static Kind product(Node node, Consumers consumers) {
        final Optional<ContractRole> role = ContractRole.find(node);
        if (role.isEmpty()) {
            return WindowProduct.find(node).filter(KernelGroup::isWeighted).isPresent()
                    ? Kind.WINDOW
                    : Kind.NEST;
        } else if (role.get().kind() == ContractRole.Kind.WEIGHT_GRADIENT) {
            final boolean isStored =
                    !(role.get().rows().op() instanceof Op.Random)
                            && !(role.get().other().op() instanceof Op.Random);
            return isStored && consumers.of(node).isEmpty() ? Kind.BATCH_SUM : Kind.NEST;
        }
        final boolean isWeight =
                role.get().other().op() instanceof Op.Parameter
                        && !(role.get().rows().op() instanceof Op.Random);
        return isWeight ? Kind.PRODUCT : Kind.NEST;
    }

    /** Whether rows of samples meet a weight; their places are known then. */
    private static boolean isWeighted(WindowProduct product) {
        final Node rows = product.kind() == WindowProduct.Kind.PRODUCT ? product.x() : product.y();
        return product.kind() != WindowProduct.Kind.WEIGHT_GRADIENT
                && product.weight().op() instanceof Op.Parameter
                && !(rows.op() instanceof Op.Random);
    }

    private static boolean isBatchSum(Node node) {
        return node.op() instanceof Op.Reduce reduce
                && reduce.kind() == Op.Reduce.Kind.SUM
                && reduce.axes().equals(List.of(0))
                && node.operands().get(0).shape().isBatched()
                && node.operands().get(0).shape().rank() == 2
                && !(node.operands().get(0).op() instanceof Op.Random);
    }

    /** The last operation, whose value the kernel is named after. */
    public Node result() {
        return nodes.get(nodes.size() - 1);
    }
}
