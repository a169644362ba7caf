package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Bound;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loops around a body. Whatever the innermost loop does not change is computed in front of it, and
 * places outside of a tensor are tested as soon as the loops that decide about them have begun.
 */
public final class Nest {

    private record Guard(Index coordinate, int extent) {}

    private final KernelScope scope;
    private final List<Counter> counters;
    private final Map<Index, String> starts = new LinkedHashMap<>();
    private final Map<Value, String> factors = new LinkedHashMap<>();
    private final List<Statement> before = new ArrayList<>();
    private final List<Guard> guards = new ArrayList<>();

    /**
     * A nest without a body.
     *
     * @param scope names locals
     * @param counters of the loops, outermost first; those that run once are left out
     */
    public Nest(KernelScope scope, List<Counter> counters) {
        this.scope = scope;
        this.counters = counters.stream().filter(counter -> counter.extent() > 1).toList();
    }

    /** A place in an array as the innermost loop says it. */
    public Value place(Index index) {
        if (counters.isEmpty() || index.isAtom()) {
            return index.value();
        }
        final Counter innermost = innermost();
        final Index start = index.without(innermost);
        final int factor = index.factor(innermost);
        if (start.terms().isEmpty()) {
            return index.value();
        }
        final String name =
                start.isAtom()
                        ? start.terms().keySet().iterator().next().name()
                        : starts.computeIfAbsent(start, this::declareStart);
        final Value from = Value.name(name);
        if (factor == 0) {
            return from;
        }
        final Value step = new Index(Map.of(innermost, Math.abs(factor)), 0).value();
        return factor > 0 ? Value.sum(from, step) : Value.difference(from, step);
    }

    private String declareStart(Index start) {
        final String name = scope.name("at");
        before.add(new Declare(Kind.INDEX, name, start.value(), ""));
        return name;
    }

    /**
     * A number that is read at some index. The compiler cannot know that what is written lies
     * elsewhere, so a number that the innermost loop does not change is kept in a local.
     *
     * @param element the number
     * @param stem of the name of the local
     * @param indices on which it depends
     * @return the number, or the local
     */
    Value element(Value element, String stem, Index... indices) {
        boolean changes = counters.isEmpty();
        for (final Index index : indices) {
            changes |= !counters.isEmpty() && index.factor(innermost()) != 0;
        }
        if (changes) {
            return element;
        }
        return Value.name(
                factors.computeIfAbsent(
                        element,
                        unused -> {
                            final String name = scope.name(stem + "Element");
                            before.add(new Declare(Kind.REAL, name, element, ""));
                            return name;
                        }));
    }

    /** A row of rows, which is looked up in front of the innermost loop where that is possible. */
    Value row(Value row, String stem, Index index) {
        if (counters.isEmpty() || index.factor(innermost()) != 0) {
            return row;
        }
        return Value.name(
                factors.computeIfAbsent(
                        row,
                        unused -> {
                            final String name = scope.name(stem + "Row");
                            before.add(new Declare(Kind.ROW, name, row, ""));
                            return name;
                        }));
    }

    /** Leaves out the points at which a coordinate lies outside of its axis. */
    void guard(Index coordinate, int extent) {
        final Guard guard = new Guard(coordinate, extent);
        final boolean always = coordinate.least() >= 0 && coordinate.most() < extent;
        if (!always && !guards.contains(guard)) {
            guards.add(guard);
        }
    }

    /** Whether some points are left out. */
    boolean isGuarded() {
        return !guards.isEmpty();
    }

    /** All loops around a body. */
    public List<Statement> around(List<Statement> body) {
        return within(List.of(), body);
    }

    /**
     * The inner loops around a body. The tests of what outer loops decide stand in front of them.
     *
     * @param outer the counters of the loops that somebody else writes
     * @param body the innermost statements
     * @return the loops
     */
    List<Statement> within(List<Counter> outer, List<Statement> body) {
        final int first = (int) outer.stream().filter(counter -> counter.extent() > 1).count();
        List<Statement> code = body;
        for (int level = counters.size(); level >= first; level--) {
            if (level == Math.max(first, counters.size() - 1)) {
                code = joined(before, code);
            }
            code = guarded(level, first, code);
            if (level > first) {
                final Counter counter = counters.get(level - 1);
                final Value extent = new Value.Whole(counter.extent());
                code = List.of(Statement.loop(counter.name(), extent, code));
            }
        }
        return code;
    }

    private static List<Statement> joined(List<Statement> first, List<Statement> second) {
        final List<Statement> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private List<Statement> guarded(int level, int first, List<Statement> code) {
        final List<Bound> bounds = new ArrayList<>();
        for (final Guard guard : guards) {
            if (Math.max(level(guard.coordinate()), first) == level) {
                bounds.addAll(bounds(guard));
            }
        }
        return bounds.isEmpty() ? code : List.of(new Statement.When(bounds, code));
    }

    /** The number of loops that have begun when a coordinate is known. */
    private int level(Index coordinate) {
        int level = 0;
        for (int k = 0; k < counters.size(); k++) {
            level = coordinate.factor(counters.get(k)) == 0 ? level : k + 1;
        }
        return level;
    }

    /**
     * {@code 0 <= coordinate < extent}, as far as it can be broken, with constants on the right.
     */
    private static List<Bound> bounds(Guard guard) {
        final List<Bound> bounds = new ArrayList<>();
        final Index coordinate = guard.coordinate();
        final Value left = new Index(coordinate.terms(), 0).value();
        final int offset = coordinate.offset();
        if (coordinate.least() < 0) {
            bounds.add(new Bound(left, Comparison.GREATER_OR_EQUAL, new Value.Whole(-offset)));
        }
        if (coordinate.most() >= guard.extent()) {
            final Value right = new Value.Whole(guard.extent() - offset);
            bounds.add(new Bound(left, Comparison.LESS, right));
        }
        return bounds;
    }

    private Counter innermost() {
        return counters.get(counters.size() - 1);
    }
}
