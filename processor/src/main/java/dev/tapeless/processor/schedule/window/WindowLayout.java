package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.group.WindowProduct;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the elements of a convolution lie in the rows of a sample. Dimensions along which the
 * window moves are joined where its places lie in equal steps, so that a window of one element
 * moves along a single line.
 *
 * @param places the dimensions along which the window moves, the innermost last; one or more
 * @param window the dimensions of the window but for the innermost; those of one element are left
 *     out
 * @param last the innermost dimension of the window
 * @param joined whether its elements are neighbours in memory
 * @param channels the input channels
 */
record WindowLayout(
        List<Places> places, List<Taps> window, Taps last, boolean joined, int channels) {

    /**
     * A dimension along which the window moves.
     *
     * @param extent how many places
     * @param x the distance of neighbours in x, in elements
     * @param y the distance of neighbours in y, in places
     */
    record Places(int extent, int x, int y) {}

    /**
     * A dimension of the window.
     *
     * @param extent how many elements
     * @param x the distance of neighbours in x, in elements
     * @param weight the distance of neighbours among the weights of a unit
     */
    record Taps(int extent, int x, int weight) {}

    /** Keeps unmodifiable copies. */
    WindowLayout {
        places = List.copyOf(places);
        window = List.copyOf(window);
    }

    static WindowLayout of(WindowProduct product) {
        final int dimensions = product.window().size();
        final List<Places> places = new ArrayList<>();
        final List<Taps> window = new ArrayList<>();
        int x = product.channels();
        int y = 1;
        int weight = product.channels();
        for (int d = dimensions - 1; d >= 0; d--) {
            final int extent = product.places().get(d);
            addPlaces(places, new Places(extent, x * product.strides().get(d), y));
            window.add(
                    0, new Taps(product.window().get(d), x * product.dilations().get(d), weight));
            x *= product.x().shape().extent(1 + d);
            y *= extent;
            weight *= product.window().get(d);
        }
        if (places.isEmpty()) {
            places.add(new Places(1, 0, 1));
        }
        final Taps last = window.remove(dimensions - 1);
        window.removeIf(taps -> taps.extent() == 1);
        return new WindowLayout(places, window, last, product.joinsLast(), product.channels());
    }

    /** Puts an outer dimension in front, or makes it one with the dimension inside of it. */
    private static void addPlaces(List<Places> places, Places outer) {
        if (outer.extent() == 1) {
            return;
        }
        final Places inner = places.isEmpty() ? outer : places.get(0);
        if (outer.x() == inner.x() * inner.extent() && outer.y() == inner.y() * inner.extent()) {
            places.set(0, new Places(outer.extent() * inner.extent(), inner.x(), inner.y()));
        } else {
            places.add(0, outer);
        }
    }

    /** The innermost dimension along which the window moves. */
    Places columns() {
        return places.get(places.size() - 1);
    }

    /** The dimensions outside of the innermost. */
    List<Places> rows() {
        return places.subList(0, places.size() - 1);
    }

    /** How many weights of a unit meet neighbouring elements of x: a run. */
    int run() {
        return joined ? channels * last.extent() : channels;
    }

    /** The dimensions of the window outside of its runs. */
    List<Taps> outsideOfRuns() {
        final List<Taps> taps = new ArrayList<>(window);
        if (!joined && last.extent() > 1) {
            taps.add(last);
        }
        return taps;
    }
}
