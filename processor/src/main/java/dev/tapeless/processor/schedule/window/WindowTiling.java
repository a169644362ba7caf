package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.plan.CostModel;

/** Sizes of tiles of convolutions, by what they cost: sums in registers, reads, wasted places. */
final class WindowTiling {

    private WindowTiling() {}

    /** Vectors of a tile, so that a row of channels is cut into equal tiles at any width. */
    static int vectors(int width) {
        final int blocks = width / CostModel.WIDE;
        if (blocks % 2 == 0) {
            return 2;
        }
        return blocks % 3 == 0 ? 3 : 1;
    }

    /** Places of a tile when the last tile of a row may be moved back. */
    static int places(int extent, int vectors) {
        int best = 1;
        for (int places = 2; places <= most(extent, vectors); places++) {
            if (cost(extent, places, vectors) <= cost(extent, best, vectors)) {
                best = places;
            }
        }
        return best;
    }

    /** Places of a tile when the places that are left over have a tile of their own. */
    static int exactPlaces(int extent, int vectors) {
        int best = 1;
        for (int places = 2; places <= most(extent, vectors); places++) {
            final int cost = exactCost(extent, places, vectors);
            final int least = exactCost(extent, best, vectors);
            // Of equals the one that leaves nothing over.
            if (cost < least || (cost == least && extent % best != 0)) {
                best = places;
            }
        }
        return best;
    }

    /** Elements of a row of the window in a tile of the gradient of x. */
    static int taps(int extent) {
        final int parts = (extent + CostModel.WINDOW_TAPS - 1) / CostModel.WINDOW_TAPS;
        return (extent + parts - 1) / parts;
    }

    private static int most(int extent, int vectors) {
        return Math.min(Math.min(extent, CostModel.WINDOW_PLACES), CostModel.WINDOW_SUMS / vectors);
    }

    private static int cost(int extent, int places, int vectors) {
        return (extent + places - 1) / places * cost(places, vectors);
    }

    private static int exactCost(int extent, int places, int vectors) {
        final int rest = extent % places;
        return extent / places * cost(places, vectors) + (rest == 0 ? 0 : cost(rest, vectors));
    }

    /**
     * Half cycles of a term of a tile's sums: two multiply-adds a cycle, each of which takes four
     * cycles; two reads a cycle, a vector being two where it is not aligned; and the loop itself.
     */
    private static int cost(int places, int vectors) {
        final int reads = places + 2 * vectors;
        return Math.max(8, Math.max(places * vectors, reads)) + 1;
    }
}
