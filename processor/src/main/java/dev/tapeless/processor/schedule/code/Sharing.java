package dev.tapeless.processor.schedule.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Walks through values: counts, replaces and names what occurs more than once. */
public final class Sharing {

    private Sharing() {}

    /**
     * The values directly below a value.
     *
     * @param value the value
     * @return its parts, in order of evaluation
     */
    public static List<Value> parts(Value value) {
        if (value instanceof Value.Element element) {
            return List.of(element.array(), element.index());
        } else if (value instanceof Value.Unary unary) {
            return List.of(unary.operand());
        } else if (value instanceof Value.Binary binary) {
            return List.of(binary.left(), binary.right());
        } else if (value instanceof Value.Select select) {
            return List.of(select.left(), select.right(), select.then(), select.otherwise());
        } else if (value instanceof Value.Fma fma) {
            return List.of(fma.left(), fma.right(), fma.addend());
        } else if (value instanceof Value.RandomKey key) {
            return List.of(key.sample());
        } else if (value instanceof Value.Uniform uniform) {
            return List.of(uniform.key(), uniform.element());
        } else if (value instanceof Value.Coordinate coordinate) {
            return List.of(coordinate.index());
        } else if (value instanceof Value.RowIndex row) {
            return List.of(row.number());
        } else if (value instanceof Value.Call call) {
            return call.arguments();
        } else if (value instanceof Value.Lanes lanes) {
            return List.of(lanes.value());
        } else if (value instanceof Value.Broadcast broadcast) {
            return List.of(broadcast.number());
        } else if (value instanceof Value.LoopBound bound) {
            return List.of(bound.elements());
        } else if (value instanceof Value.TileRows tiles) {
            return List.of(tiles.rows());
        } else if (value instanceof Value.PanelStart start) {
            return List.of(start.panel());
        } else if (value instanceof Value.Lane lane) {
            return List.of(lane.vector());
        } else if (value instanceof Value.Swapped swapped) {
            return List.of(swapped.vector());
        } else if (value instanceof Value.Mixed mixed) {
            return List.of(mixed.without(), mixed.with());
        } else if (value instanceof Value.DoubleLanes lanes) {
            return List.of(lanes.value());
        } else if (value instanceof Value.Widened widened) {
            return List.of(widened.floats());
        } else if (value instanceof Value.Narrowed narrowed) {
            return List.of(narrowed.low(), narrowed.high());
        } else if (value instanceof Value.Binary64 bits) {
            return List.of(bits.doubles());
        } else if (value instanceof Value.Behind behind) {
            return List.of(behind.first(), behind.count(), behind.rest());
        }
        return List.of();
    }

    /**
     * The same value over other parts.
     *
     * @param value the value
     * @param change what becomes of each part
     * @return the changed value
     */
    public static Value withParts(Value value, UnaryOperator<Value> change) {
        if (value instanceof Value.Element element) {
            return new Value.Element(change.apply(element.array()), change.apply(element.index()));
        } else if (value instanceof Value.Unary unary) {
            return new Value.Unary(unary.function(), change.apply(unary.operand()));
        } else if (value instanceof Value.Binary binary) {
            return new Value.Binary(
                    binary.function(), change.apply(binary.left()), change.apply(binary.right()));
        } else if (value instanceof Value.Select select) {
            return new Value.Select(
                    select.comparison(),
                    change.apply(select.left()),
                    change.apply(select.right()),
                    change.apply(select.then()),
                    change.apply(select.otherwise()));
        } else if (value instanceof Value.Fma fma) {
            return new Value.Fma(
                    change.apply(fma.left()),
                    change.apply(fma.right()),
                    change.apply(fma.addend()));
        } else if (value instanceof Value.RandomKey key) {
            return new Value.RandomKey(key.stream(), change.apply(key.sample()));
        } else if (value instanceof Value.Uniform uniform) {
            return new Value.Uniform(change.apply(uniform.key()), change.apply(uniform.element()));
        } else if (value instanceof Value.Coordinate coordinate) {
            return new Value.Coordinate(change.apply(coordinate.index()));
        } else if (value instanceof Value.RowIndex row) {
            return new Value.RowIndex(change.apply(row.number()), row.rows(), row.what());
        } else if (value instanceof Value.Call call) {
            return new Value.Call(call.routine(), call.arguments().stream().map(change).toList());
        } else if (value instanceof Value.Lanes lanes) {
            return new Value.Lanes(change.apply(lanes.value()));
        } else if (value instanceof Value.Broadcast broadcast) {
            return new Value.Broadcast(change.apply(broadcast.number()));
        } else if (value instanceof Value.LoopBound bound) {
            return new Value.LoopBound(change.apply(bound.elements()));
        } else if (value instanceof Value.TileRows tiles) {
            return new Value.TileRows(change.apply(tiles.rows()), tiles.size());
        } else if (value instanceof Value.PanelStart start) {
            return new Value.PanelStart(change.apply(start.panel()), start.reader());
        } else if (value instanceof Value.Lane lane) {
            return new Value.Lane(change.apply(lane.vector()), lane.lane());
        } else if (value instanceof Value.Swapped swapped) {
            return new Value.Swapped(change.apply(swapped.vector()), swapped.distance());
        } else if (value instanceof Value.Mixed mixed) {
            return new Value.Mixed(
                    change.apply(mixed.without()), change.apply(mixed.with()), mixed.bit());
        } else if (value instanceof Value.DoubleLanes lanes) {
            return new Value.DoubleLanes(change.apply(lanes.value()));
        } else if (value instanceof Value.Widened widened) {
            return new Value.Widened(change.apply(widened.floats()), widened.half());
        } else if (value instanceof Value.Narrowed narrowed) {
            return new Value.Narrowed(change.apply(narrowed.low()), change.apply(narrowed.high()));
        } else if (value instanceof Value.Binary64 bits) {
            return new Value.Binary64(bits.part(), change.apply(bits.doubles()));
        } else if (value instanceof Value.Behind behind) {
            return new Value.Behind(
                    change.apply(behind.first()),
                    change.apply(behind.count()),
                    change.apply(behind.rest()));
        }
        return value;
    }

    /**
     * Puts values in the place of names.
     *
     * @param value where
     * @param replacements what for which name
     * @return the value with all of them replaced, also within the replacements
     */
    public static Value replace(Value value, Map<String, Value> replacements) {
        if (value instanceof Value.Name name) {
            final Value replacement = replacements.get(name.name());
            return replacement == null ? value : replace(replacement, replacements);
        }
        return withParts(value, part -> replace(part, replacements));
    }

    /**
     * Counts how often each name is read.
     *
     * @param value where
     * @param counts the counts, which grow
     */
    public static void countNames(Value value, Map<String, Integer> counts) {
        if (value instanceof Value.Name name) {
            counts.merge(name.name(), 1, Integer::sum);
        }
        parts(value).forEach(part -> countNames(part, counts));
    }

    /**
     * Computes what occurs several times in a value once, in locals before it.
     *
     * @param value the value
     * @param name a fresh name for a shared part
     * @param before the statements before, which grow
     * @return the value over those locals
     */
    public static Value share(Value value, Function<Value, String> name, List<Statement> before) {
        final Map<Value, Integer> counts = new LinkedHashMap<>();
        count(value, counts);
        Value next = null;
        for (final Value part : counts.keySet()) {
            // The smallest first: it may be a part of the others.
            if (isWorthALocal(part, counts) && (next == null || size(part) < size(next))) {
                next = part;
            }
        }
        if (next == null) {
            return value;
        }
        final String local = name.apply(next);
        before.add(new Statement.Declare(Statement.Kind.REAL, local, next, ""));
        return share(substitute(value, next, Value.name(local)), name, before);
    }

    /** Whether a part occurs more than once, and not only within a larger one that does. */
    private static boolean isWorthALocal(Value part, Map<Value, Integer> counts) {
        final int count = counts.get(part);
        return count > 1
                && counts.entrySet().stream()
                        .noneMatch(
                                other ->
                                        other.getValue() == count
                                                && !other.getKey().equals(part)
                                                && contains(other.getKey(), part));
    }

    private static boolean contains(Value value, Value part) {
        return value.equals(part) || parts(value).stream().anyMatch(p -> contains(p, part));
    }

    private static void count(Value value, Map<Value, Integer> counts) {
        final boolean leaf =
                value instanceof Value.Name
                        || value instanceof Value.Real
                        || value instanceof Value.Whole
                        || value instanceof Value.Broadcast;
        if (!leaf) {
            counts.merge(value, 1, Integer::sum);
        }
        // What is inside of these is a whole number.
        final boolean indexed =
                value instanceof Value.Element
                        || value instanceof Value.Uniform
                        || value instanceof Value.Coordinate
                        || value instanceof Value.RowIndex;
        if (!indexed) {
            parts(value).forEach(part -> count(part, counts));
        }
    }

    private static int size(Value value) {
        int size = 1;
        for (final Value part : parts(value)) {
            size += size(part);
        }
        return size;
    }

    private static Value substitute(Value value, Value part, Value by) {
        return value.equals(part) ? by : withParts(value, v -> substitute(v, part, by));
    }
}
