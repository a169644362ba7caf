package dev.tapeless.processor.ir;

import java.util.List;
import java.util.function.Consumer;

/** The points of an iteration space or a tensor of known size, in row-major order. */
final class Grid {

    private final int[] extents;
    private final int[] strides;
    private final int size;

    /**
     * A grid of given extents.
     *
     * @param symbolic the extents, one of which may be the batch
     * @param batch the extent of the batch
     */
    Grid(List<Integer> symbolic, int batch) {
        extents =
                symbolic.stream()
                        .mapToInt(extent -> extent == Shape.BATCH ? batch : extent)
                        .toArray();
        strides = new int[extents.length];
        int product = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            strides[axis] = product;
            product = Math.multiplyExact(product, extents[axis]);
        }
        size = product;
    }

    /**
     * The number of points.
     *
     * @return the product of the extents
     */
    int size() {
        return size;
    }

    /**
     * The extent of an axis.
     *
     * @param axis the axis
     * @return its extent
     */
    int extent(int axis) {
        return extents[axis];
    }

    /**
     * Visits every point.
     *
     * @param visitor is given the coordinates, in an array that is used again
     */
    void forEach(Consumer<int[]> visitor) {
        final int[] point = new int[extents.length];
        for (int k = 0; k < size; k++) {
            visitor.accept(point);
            int axis = extents.length - 1;
            while (axis >= 0 && ++point[axis] == extents[axis]) {
                point[axis--] = 0;
            }
        }
    }

    /**
     * Where a point lies in row-major order.
     *
     * @param point its coordinates
     * @return the index
     */
    int index(int... point) {
        int index = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            index += point[axis] * strides[axis];
        }
        return index;
    }

    /**
     * Where the point of another grid lies in this one.
     *
     * @param point the other grid's coordinates
     * @param axes which of them are the coordinates in this grid
     * @return the index
     */
    int index(int[] point, List<Integer> axes) {
        int index = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            index += point[axes.get(axis)] * strides[axis];
        }
        return index;
    }

    /**
     * Where a map sends the point of another grid.
     *
     * @param point the other grid's coordinates
     * @param map the map into this grid
     * @return the index, or -1 outside
     */
    int index(int[] point, IndexMap map) {
        int index = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            final int coordinate = map.coordinates().get(axis).at(point);
            if (coordinate < 0 || coordinate >= extents[axis]) {
                return -1;
            }
            index += coordinate * strides[axis];
        }
        return index;
    }
}
