package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;

import dev.tapeless.processor.schedule.code.Routine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of routines in one class. Routines are called after the weights that they multiply, and
 * weights that are shared may be multiplied in several ways.
 */
final class RoutineNames {

    private final ClassName owner;
    private final Map<Routine, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new LinkedHashSet<>();

    RoutineNames(ClassName owner) {
        this.owner = owner;
    }

    /** The class of the routines. */
    ClassName owner() {
        return owner;
    }

    /** The name of a routine: its own, or with a number where another routine has that. */
    String of(Routine routine) {
        return names.computeIfAbsent(routine, unused -> claim(routine.name()));
    }

    private String claim(String preferred) {
        String name = preferred;
        for (int k = 2; !taken.add(name); k++) {
            name = preferred + "_" + k;
        }
        return name;
    }
}
