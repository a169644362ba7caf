package dev.tapeless.processor.schedule.lane;

import dev.tapeless.processor.schedule.plan.Platform;

import java.util.List;

/** What of a kernel runs in vectors. */
public enum Lanes {
    /** Nothing. */
    NONE,
    /** Products, and expressions whose operations are exact or rounded once. */
    ARITHMETIC,
    /** Elementary functions as well, which makes a method longer. */
    FUNCTIONS;

    /** What there is for a platform, the most first. */
    public static List<Lanes> of(Platform platform) {
        if (!platform.vectors()) {
            return List.of();
        }
        // The functions in double precision are those of StrictMath.
        return platform.elementBytes() == Float.BYTES
                ? List.of(FUNCTIONS, ARITHMETIC)
                : List.of(ARITHMETIC);
    }

    /** Whether there are vectors at all. */
    public boolean areUsed() {
        return this != NONE;
    }
}
