package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Row-major positions of the elements of one sample, for code that names every one of them. */
final class ElementMap {

    private ElementMap() {}

    /** Calls back with every point of a space, in row-major order; the batch counts as one. */
    static void forEachPoint(List<Integer> extents, Consumer<int[]> action) {
        final int[] point = new int[extents.size()];
        boolean more = true;
        while (more) {
            action.accept(point);
            int axis = point.length - 1;
            while (axis >= 0 && ++point[axis] >= Math.abs(extents.get(axis))) {
                point[axis--] = 0;
            }
            more = axis >= 0;
        }
    }

    /** Where a point lies in a tensor: its row-major position in a sample, or -1 outside. */
    static int position(IndexMap map, Shape shape, int[] point) {
        int position = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            final Affine coordinate = map.coordinates().get(axis);
            final int extent = Math.abs(shape.extent(axis));
            final int at = coordinate.at(point);
            if (at < 0 || at >= extent) {
                return -1;
            }
            position = position * extent + at;
        }
        return position;
    }

    /** The position of a point of one shape in another that has only some of its axes. */
    static int position(List<Integer> axes, Shape shape, int[] point) {
        int position = 0;
        for (int axis = 0; axis < axes.size(); axis++) {
            position = position * Math.abs(shape.extent(axis)) + point[axes.get(axis)];
        }
        return position;
    }

    /** A list of so many empty places. */
    static <T> List<T> places(long count) {
        return new ArrayList<>(Collections.nCopies(Math.toIntExact(count), (T) null));
    }
}
