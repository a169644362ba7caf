package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations that one kernel does: a product with the elementwise steps that follow it, steps
 * alone, or a sum over the batch.
 *
 * @param kind what kind of kernel
 * @param nodes its operations, in order
 */
record KernelGroup(Kind kind, List<Node> nodes) {

    /** The kinds of kernels. */
    enum Kind {
        /** A product, then steps on its rows. */
        PRODUCT,
        /** Steps on rows. */
        ROWS,
        /** A sum over the samples, added to the gradient of a parameter. */
        BATCH_SUM
    }

    /**
     * Groups nodes in topological order; leaves are left out. A step on rows joins the last product
     * or the last steps: the sums over the batch in between give nothing that a step could read.
     */
    static List<KernelGroup> of(List<Node> nodes) {
        final List<KernelGroup> groups = new ArrayList<>();
        KernelGroup open = null;
        for (final Node node : nodes) {
            if (node.op() instanceof Op.Input || node.op() instanceof Op.Parameter) {
                continue;
            }
            final Kind kind = kind(node);
            if (kind == Kind.ROWS && open != null) {
                open.nodes.add(node);
                continue;
            }
            final KernelGroup group = new KernelGroup(kind, new ArrayList<>(List.of(node)));
            groups.add(group);
            open = kind == Kind.BATCH_SUM ? open : group;
        }
        return groups;
    }

    private static Kind kind(Node node) {
        final boolean batched = node.shape().isBatched();
        if (node.op() instanceof Op.Contract) {
            return batched ? Kind.PRODUCT : Kind.BATCH_SUM;
        }
        final boolean sum =
                node.op() instanceof Op.Reduce
                        && node.operands().get(0).shape().rank() > 0
                        && node.operands().get(0).shape().extent(0) == Shape.BATCH
                        && !batched;
        return sum ? Kind.BATCH_SUM : Kind.ROWS;
    }

    /** The last operation, whose value the kernel is named after. */
    Node result() {
        return nodes.get(nodes.size() - 1);
    }
}
