package dev.tapeless.processor.schedule.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How parameters are stored. One that is in neither set has an array for each input.
 *
 * @param flat parameters that are one array
 * @param unitRows parameters that have an array for each unit, or are one that begins with the
 *     elements of the first unit
 * @param padded parameters that are one array with room behind the elements, so that a vector that
 *     begins with the last of them fits; the room holds zeros
 */
public record Storage(Set<String> flat, Set<String> unitRows, Set<String> padded) {

    /** Keeps unmodifiable copies that preserve the order. */
    public Storage {
        flat = Collections.unmodifiableSet(new LinkedHashSet<>(flat));
        unitRows = Collections.unmodifiableSet(new LinkedHashSet<>(unitRows));
        padded = Collections.unmodifiableSet(new LinkedHashSet<>(padded));
    }

    /**
     * Parameters without room behind them.
     *
     * @param flat parameters that are one array
     * @param unitRows parameters that have an array for each unit
     */
    public Storage(Set<String> flat, Set<String> unitRows) {
        this(flat, unitRows, Set.of());
    }

    /** How many zeros lie behind the elements of a parameter. */
    public int room(String parameter) {
        return padded.contains(parameter) ? CostModel.STRAIGHT_LINE_ROOM : 0;
    }

    /** Where the values of a parameter lie. */
    public Location.ParameterValues values(String parameter) {
        return new Location.ParameterValues(parameter, flat.contains(parameter));
    }
}
