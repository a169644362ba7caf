package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/**
 * Loops over the axes of a tensor, and the coordinates that they stand for. Neighbouring axes that
 * everybody walks through together are one loop: its counter is the coordinate of the last of them,
 * beyond its extent, while the others stand at 0; in row-major order that is the same place.
 *
 * @param counters of the loops, outermost first
 * @param at the coordinate on each axis
 */
public record Axes(List<Counter> counters, List<Index> at) {

    private static final List<String> NAMES =
            List.of("i", "j", "k", "l", "m", "p", "q", "r", "t", "u", "v");

    /** Keeps unmodifiable copies. */
    public Axes {
        counters = List.copyOf(counters);
        at = List.copyOf(at);
    }

    /** A loop for each axis. */
    public static Axes of(KernelScope scope, List<Integer> extents) {
        return of(scope, extents, List.of());
    }

    /**
     * A loop for each run of axes.
     *
     * @param scope names the counters
     * @param extents of the axes
     * @param joined whether an axis is walked through together with the one before it; none are
     *     where the list is empty
     * @return the loops
     */
    public static Axes of(KernelScope scope, List<Integer> extents, List<Boolean> joined) {
        final List<Counter> counters = new ArrayList<>();
        final List<Index> at = new ArrayList<>();
        int extent = 1;
        for (int axis = 0; axis < extents.size(); axis++) {
            extent = Math.multiplyExact(extent, extents.get(axis));
            final boolean isLast = axis == extents.size() - 1;
            if (!isLast && !joined.isEmpty() && joined.get(axis + 1)) {
                at.add(Index.of(0));
                continue;
            }
            final String name = extent == 1 ? "" : name(scope, counters);
            final Counter counter = new Counter(name, extent);
            counters.add(counter);
            at.add(Index.of(counter));
            extent = 1;
        }
        return new Axes(counters, at);
    }

    /** The next of the letters; {@code i} and {@code j} are names that nothing else may have. */
    private static String name(KernelScope scope, List<Counter> outer) {
        final int number = (int) outer.stream().filter(counter -> counter.extent() > 1).count();
        if (number < 2) {
            return NAMES.get(number);
        }
        return scope.name(number < NAMES.size() ? NAMES.get(number) : "i" + number);
    }

    /** The counters of some axes, when each axis has its own. */
    List<Counter> counters(List<Integer> axes) {
        return axes.stream().map(counters::get).toList();
    }
}
