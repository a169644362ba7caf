package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether the points of an iteration space meet the elements of a result once each. */
final class Coverage {

    private Coverage() {}

    /**
     * Whether no two points of the kept axes meet the same element.
     *
     * @param op the contraction
     * @param extents of its axes, 1 for the batch
     * @param kept the axes that the result has
     * @return true where each sum is complete after the loops over the other axes
     */
    static boolean isSingle(Op.Contract op, List<Integer> extents, List<Integer> kept) {
        final List<Integer> seen = new ArrayList<>();
        for (final Affine coordinate : op.target().coordinates()) {
            final List<Integer> own =
                    kept.stream().filter(axis -> coordinate.coefficients().get(axis) != 0).toList();
            if (own.stream().anyMatch(seen::contains) || !isSingle(coordinate, extents, own)) {
                return false;
            }
            seen.addAll(own);
        }
        return true;
    }

    /** Digits of a number: every axis takes larger steps than all smaller ones together. */
    private static boolean isSingle(Affine coordinate, List<Integer> extents, List<Integer> axes) {
        final List<Integer> ascending = new ArrayList<>(axes);
        ascending.sort(
                Comparator.comparingInt(axis -> Math.abs(coordinate.coefficients().get(axis))));
        long reach = 0;
        for (final int axis : ascending) {
            final long step = Math.abs(coordinate.coefficients().get(axis));
            if (extents.get(axis) > 1 && step <= reach) {
                return false;
            }
            reach += step * (extents.get(axis) - 1);
        }
        return true;
    }

    /**
     * Whether all elements are met, when none is met twice.
     *
     * @param op the contraction
     * @param extents of its axes, 1 for the batch
     * @param kept the axes that the result has
     * @return true where nothing has to be set to zero first
     */
    static boolean isWhole(Op.Contract op, List<Integer> extents, List<Integer> kept) {
        final long points = kept.stream().mapToLong(extents::get).reduce(1, Math::multiplyExact);
        return points == new Shape(op.shape().sample().extents()).elements();
    }
}
