package dev.tapeless.processor.optimize;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.Transcription;

import java.util.ArrayList;
import java.util.List;

/**
 * Slices of one value that are put side by side again, in their order, are one slice: inputs of a
 * network that are joined before anybody computes with them.
 */
final class JoinSlices {

    /** A slice of a value along one axis. */
    private record Slice(Node origin, int start, int extent) {

        boolean isFollowedBy(Slice next) {
            return origin == next.origin && start + extent == next.start;
        }

        Slice with(Slice next) {
            return new Slice(origin, start, extent + next.extent);
        }
    }

    private JoinSlices() {}

    /**
     * Runs the pass.
     *
     * @param graph a graph
     * @return the same with neighbouring slices as one
     */
    static Graph run(Graph graph) {
        return Rewriting.run(graph, g -> JoinSlices::rewrite);
    }

    private static Node rewrite(GraphBuilder builder, Node node, Transcription places) {
        if (!(node.op() instanceof Op.Concatenate concatenate)) {
            return null;
        }
        final int axis = concatenate.axis();
        final List<Node> operands = places.operands(node);
        final List<Node> joined = new ArrayList<>();
        final List<Slice> slices = new ArrayList<>();
        for (final Node operand : operands) {
            final int last = slices.size() - 1;
            final Slice before = last < 0 ? null : slices.get(last);
            final Slice slice = slice(operand, axis);
            if (before != null && slice != null && before.isFollowedBy(slice)) {
                slices.set(last, before.with(slice));
                joined.set(last, null);
            } else {
                slices.add(slice);
                joined.add(operand);
            }
        }
        if (joined.size() == operands.size()) {
            return null;
        } else if (joined.size() == 1) {
            return view(builder, node.label(), slices.get(0), axis);
        }
        for (int k = 0; k < joined.size(); k++) {
            if (joined.get(k) == null) {
                joined.set(k, view(builder, node.label() + "Part", slices.get(k), axis));
            }
        }
        return builder.apply(node.label(), concatenate, joined);
    }

    /** A value as a slice along an axis; null for one that is none. */
    private static Slice slice(Node node, int axis) {
        if (!(node.op() instanceof Op.View view)) {
            return null;
        }
        final Node origin = node.operands().get(0);
        final int rank = node.shape().rank();
        if (origin.shape().rank() != rank) {
            return null;
        }
        int start = 0;
        for (int k = 0; k < rank; k++) {
            final Affine coordinate = view.source().coordinates().get(k);
            final int offset = coordinate.offset();
            final boolean isPlain = coordinate.plus(-offset).equals(Affine.axis(rank, k));
            final boolean isWhole =
                    offset == 0 && origin.shape().extent(k) == node.shape().extent(k);
            if (!isPlain || (k != axis && !isWhole)) {
                return null;
            }
            start = k == axis ? offset : start;
        }
        final int extent = node.shape().extent(axis);
        final boolean isInside = start >= 0 && start + extent <= origin.shape().extent(axis);
        return isInside ? new Slice(origin, start, extent) : null;
    }

    private static Node view(GraphBuilder builder, String label, Slice slice, int axis) {
        final Shape whole = slice.origin().shape();
        if (slice.extent() == whole.extent(axis)) {
            return slice.origin();
        }
        final List<Integer> extents = new ArrayList<>(whole.extents());
        extents.set(axis, slice.extent());
        final List<Affine> source = new ArrayList<>();
        for (int k = 0; k < whole.rank(); k++) {
            source.add(Affine.axis(whole.rank(), k).plus(k == axis ? slice.start() : 0));
        }
        return builder.apply(
                label,
                new Op.View(new IndexMap(source), new Shape(extents), 0),
                List.of(slice.origin()));
    }
}
