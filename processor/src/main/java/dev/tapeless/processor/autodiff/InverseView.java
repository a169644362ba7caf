package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Slices, shifts, paddings, reversals and transpositions can be read backwards. */
final class InverseView {

    private InverseView() {}

    /**
     * The map that leads back.
     *
     * @param source the coordinates in the operand as a function of those of the result
     * @param rank how many axes the result has
     * @return the coordinates of the result as a function of those in the operand; null unless
     *     every axis of the result runs along exactly one axis of the operand, step by step
     */
    static IndexMap of(IndexMap source, int rank) {
        final List<Affine> inverse = new ArrayList<>(Collections.nCopies(rank, null));
        final int axes = source.coordinates().size();
        if (axes != rank) {
            return null;
        }
        for (int axis = 0; axis < axes; axis++) {
            final Affine coordinate = source.coordinates().get(axis);
            final List<Integer> steps = coordinate.coefficients();
            final int along = onlyStep(steps);
            if (along < 0 || inverse.get(along) != null) {
                return null;
            }
            final int step = steps.get(along);
            inverse.set(along, Affine.scaled(axes, axis, step).plus(-step * coordinate.offset()));
        }
        return new IndexMap(inverse);
    }

    /** The one axis with a coefficient, when that is 1 or -1; otherwise -1. */
    private static int onlyStep(List<Integer> coefficients) {
        int found = -1;
        for (int axis = 0; axis < coefficients.size(); axis++) {
            if (coefficients.get(axis) != 0) {
                if (found >= 0 || Math.abs(coefficients.get(axis)) != 1) {
                    return -1;
                }
                found = axis;
            }
        }
        return found;
    }
}
