package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/**
 * The counter of a loop, from 0.
 *
 * @param name its name in the code
 * @param extent how often the loop runs
 */
public record Counter(String name, int extent) {

    /**
     * An index that is no counter: a parameter or a local, whatever its values.
     *
     * @param name its name in the code
     */
    public static Index named(String name) {
        return Index.of(new Counter(name, Integer.MAX_VALUE));
    }

    /**
     * Loops around statements; those that run once are left out.
     *
     * @param counters of the loops, outermost first
     * @param body the innermost statements
     */
    public static List<Statement> around(List<Counter> counters, List<Statement> body) {
        List<Statement> code = body;
        for (int k = counters.size() - 1; k >= 0; k--) {
            final Counter counter = counters.get(k);
            if (counter.extent() > 1) {
                final Value extent = new Value.Whole(counter.extent());
                code = List.of(Statement.loop(counter.name(), extent, code));
            }
        }
        return code;
    }
}
