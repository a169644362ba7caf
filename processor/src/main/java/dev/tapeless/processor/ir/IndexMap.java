package dev.tapeless.processor.ir;

import java.util.Arrays;
import java.util.List;

/**
 * Where a point of an iteration space lies in a tensor: one affine coordinate for each axis of the
 * tensor.
 *
 * @param coordinates the coordinates, outermost axis of the tensor first
 */
public record IndexMap(List<Affine> coordinates) {

    /** Keeps an unmodifiable copy. */
    public IndexMap {
        coordinates = List.copyOf(coordinates);
    }

    /**
     * A map whose coordinates are plain axes.
     *
     * @param axes how many iteration axes there are
     * @param chosen for each axis of the tensor, the iteration axis that runs over it
     * @return the map
     */
    public static IndexMap ofAxes(int axes, int... chosen) {
        return new IndexMap(Arrays.stream(chosen).mapToObj(a -> Affine.axis(axes, a)).toList());
    }

    /**
     * The iteration axes that the coordinates are, when all are plain axes.
     *
     * @return one axis for each coordinate; -1 for a coordinate that is not a plain axis
     */
    public List<Integer> plainAxes() {
        return coordinates.stream().map(Affine::plainAxis).toList();
    }
}
