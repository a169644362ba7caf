package dev.tapeless.processor.schedule.code;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The routines that the kernels of one network share. Each is made once: a product in vectors is a
 * thousand statements and values, which every layer would write, and every reader compare.
 */
public final class Routines {

    /** The product whose lanes are samples; a warm-up has to fill them. */
    public static final String PRODUCT_IN_LANES = "productInLanes";

    private final Map<String, Routine> made = new LinkedHashMap<>();

    /**
     * A routine whose name says all that it depends on.
     *
     * @param name its name
     * @param make writes the routine of that name
     * @return the same routine whenever it is asked for
     */
    public Routine get(String name, Function<String, Routine> make) {
        Routine routine = made.get(name);
        // Writing one may ask for others.
        if (routine == null) {
            routine = make.apply(name);
            made.put(name, routine);
        }
        return routine;
    }
}
