package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which values are never stored: they are computed where they are read. That is index arithmetic,
 * and elementwise expressions of which nobody reads an element twice.
 */
public final class Inlining {

    private final Consumers consumers;
    private final Set<Node> inlined = new LinkedHashSet<>();

    /**
     * Decides for a graph.
     *
     * @param graph the graph
     * @param consumers who reads what
     */
    public Inlining(Graph graph, Consumers consumers) {
        this.consumers = consumers;
        // From the last to the first: a value is read by those that have been decided on.
        for (int k = graph.nodes().size() - 1; k >= 0; k--) {
            final Node node = graph.nodes().get(k);
            if (!consumers.isOutput(node) && isInlined(node)) {
                inlined.add(node);
            }
        }
    }

    /** Whether a value is computed where it is read. */
    public boolean contains(Node node) {
        return inlined.contains(node);
    }

    /** The stored values that the computation of a node reads. */
    public List<Node> sources(Node node) {
        final List<Node> sources = new ArrayList<>();
        for (final Node operand : node.operands()) {
            sources.addAll(stored(operand));
        }
        return sources;
    }

    /** A stored value itself, or the stored values from which it is computed where it is read. */
    List<Node> stored(Node node) {
        return contains(node) ? sources(node) : List.of(node);
    }

    /** The values that a formula spells out instead of naming them. */
    public Set<Node> spelled(Node node) {
        final Set<Node> spelled = new LinkedHashSet<>();
        for (final Node operand : node.operands()) {
            final boolean isNamed = operand.op() instanceof Op.View && !operand.label().isEmpty();
            if (contains(operand) && !isNamed) {
                spelled.add(operand);
                spelled.addAll(spelled(operand));
            }
        }
        return spelled;
    }

    private boolean isInlined(Node node) {
        final List<Node> readers = consumers.of(node);
        if (node.op() instanceof Op.Random) {
            return readers.stream().allMatch(r -> readsElements(r) || drawsInSteps(r));
        }
        if (!readers.isEmpty() && readers.stream().allMatch(r -> RowForm.readsInPlace(node, r))) {
            return true;
        }
        final boolean isNumber = node.op() instanceof Op.Map map && map.projections().isEmpty();
        final boolean nests =
                readers.stream()
                        .allMatch(r -> readsElements(r) || (isNumber && startsFrom(r, node)));
        if (!nests) {
            return false;
        } else if (node.op() instanceof Op.View view) {
            return isInside(node, view)
                    || readers.stream().allMatch(reader -> leavesOut(reader, view.padding()));
        } else if (node.op() instanceof Op.Map map) {
            return map.projections().isEmpty()
                    || (consumers.only(node).isPresent()
                            && readsOnce(readers.get(0))
                            && !finishesProduct(node));
        }
        return node.op() instanceof Op.Iota;
    }

    /** Whether a reader takes one element after the other, wherever it comes from. */
    private boolean readsElements(Node reader) {
        if (inlined.contains(reader)) {
            return true;
        }
        final boolean takes =
                reader.op() instanceof Op.Map
                        || reader.op() instanceof Op.Contract
                        || reader.op() instanceof Op.Reduce
                        || reader.op() instanceof Op.View
                        || reader.op() instanceof Op.Concatenate;
        return takes && KernelGroup.kind(reader, consumers) == KernelGroup.Kind.NEST;
    }

    /** Whether a scan reads a value as the start of its states only. */
    private static boolean startsFrom(Node reader, Node node) {
        return reader.op() instanceof Op.Scan scan
                && reader.operands().lastIndexOf(node) < scan.states();
    }

    private boolean drawsInSteps(Node reader) {
        return reader.op() instanceof Op.Map
                && KernelGroup.kind(reader, consumers) == KernelGroup.Kind.ROWS;
    }

    /** Whether the kernel of a product applies an expression to its sums before they are stored. */
    private boolean finishesProduct(Node node) {
        return node.operands().stream()
                .filter(operand -> operand.op() instanceof Op.Contract)
                .map(operand -> KernelGroup.kind(operand, consumers))
                .anyMatch(
                        kind ->
                                kind == KernelGroup.Kind.WINDOW
                                        || kind == KernelGroup.Kind.PRODUCT);
    }

    private static boolean readsOnce(Node reader) {
        return reader.op() instanceof Op.Reduce
                || (reader.op() instanceof Op.Contract && reader.operands().size() == 1);
    }

    /** Whether all that a view reads lies inside of its operand. */
    private static boolean isInside(Node node, Op.View view) {
        final Shape from = node.operands().get(0).shape();
        for (int axis = 0; axis < from.rank(); axis++) {
            if (from.extent(axis) == Shape.BATCH) {
                continue;
            }
            final Affine coordinate = view.source().coordinates().get(axis);
            int least = coordinate.offset();
            int most = coordinate.offset();
            for (int k = 0; k < node.shape().rank(); k++) {
                final int reach = coordinate.coefficients().get(k) * (node.shape().extent(k) - 1);
                least += Math.min(0, reach);
                most += Math.max(0, reach);
            }
            if (least < 0 || most >= from.extent(axis)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a reader may pass over the padding of a view, since it would change nothing. A
     * product reads elements many times: tests in its loops would take longer than a padded copy.
     */
    private static boolean leavesOut(Node reader, double padding) {
        if (reader.op() instanceof Op.Contract) {
            return padding == 0 && readsOnce(reader);
        }
        return reader.op() instanceof Op.Reduce reduce
                && Reductions.neutral(reduce.kind()) == padding;
    }
}
