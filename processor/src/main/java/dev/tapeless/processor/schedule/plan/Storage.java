package dev.tapeless.processor.schedule.plan;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How parameters are stored. One that is in neither set has an array for each input.
 *
 * @param flat parameters that are one array
 * @param unitRows parameters that have an array for each unit
 */
public record Storage(Set<String> flat, Set<String> unitRows) {

    /** Keeps unmodifiable copies that preserve the order. */
    public Storage {
        flat = Collections.unmodifiableSet(new LinkedHashSet<>(flat));
        unitRows = Collections.unmodifiableSet(new LinkedHashSet<>(unitRows));
    }

    /** Where the values of a parameter lie. */
    public Location.ParameterValues values(String parameter) {
        return new Location.ParameterValues(parameter, flat.contains(parameter));
    }
}
