package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole number that depends linearly on loop counters: a coordinate, or a place in an array.
 *
 * @param terms the factor of each counter, none of them 0
 * @param offset the constant part
 */
public record Index(Map<Counter, Integer> terms, int offset) {

    /** Keeps an unmodifiable copy in the same order. */
    public Index {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** A constant. */
    public static Index of(int constant) {
        return new Index(Map.of(), constant);
    }

    /** A counter itself; of a loop that runs once, 0. */
    public static Index of(Counter counter) {
        return counter.extent() == 1 ? of(0) : new Index(Map.of(counter, 1), 0);
    }

    /**
     * A coordinate of an index map.
     *
     * @param affine the coordinate
     * @param axes where its iteration axes stand; null for the batch, which it does not read
     * @return the same as a function of counters
     */
    public static Index of(Affine affine, List<Index> axes) {
        Index index = of(affine.offset());
        for (int axis = 0; axis < axes.size(); axis++) {
            final int coefficient = affine.coefficients().get(axis);
            if (coefficient != 0) {
                index = index.plus(axes.get(axis).times(coefficient));
            }
        }
        return index;
    }

    public Index plus(Index other) {
        final Map<Counter, Integer> sum = new LinkedHashMap<>(terms);
        other.terms.forEach((counter, factor) -> sum.merge(counter, factor, Integer::sum));
        sum.values().removeIf(factor -> factor == 0);
        return new Index(sum, offset + other.offset);
    }

    public Index times(int factor) {
        final Map<Counter, Integer> product = new LinkedHashMap<>();
        terms.forEach((counter, own) -> product.put(counter, own * factor));
        product.values().removeIf(own -> own == 0);
        return new Index(product, offset * factor);
    }

    /** A part of an index of which every term is a multiple. */
    public Index dividedBy(int divisor) {
        final Map<Counter, Integer> quotient = new LinkedHashMap<>();
        terms.forEach((counter, own) -> quotient.put(counter, own / divisor));
        return new Index(quotient, offset / divisor);
    }

    /** The smallest value that it takes. */
    int least() {
        int least = offset;
        for (final Map.Entry<Counter, Integer> term : terms.entrySet()) {
            least += Math.min(0, term.getValue() * (term.getKey().extent() - 1));
        }
        return least;
    }

    /** The largest value that it takes. */
    int most() {
        return -times(-1).least();
    }

    /** The factor of a counter. */
    public int factor(Counter counter) {
        return terms.getOrDefault(counter, 0);
    }

    /** What is left when a counter stands at 0. */
    Index without(Counter counter) {
        final Map<Counter, Integer> rest = new LinkedHashMap<>(terms);
        rest.remove(counter);
        return new Index(rest, offset);
    }

    /** Whether it is a counter or a constant, nothing to be computed. */
    public boolean isAtom() {
        return terms.isEmpty()
                ? offset >= 0
                : offset == 0 && terms.size() == 1 && terms.containsValue(1);
    }

    /** The code: first what is added, then what is subtracted. */
    public Value value() {
        final List<Value> added = new ArrayList<>();
        final List<Value> subtracted = new ArrayList<>();
        terms.forEach(
                (counter, factor) ->
                        (factor > 0 ? added : subtracted).add(product(counter, Math.abs(factor))));
        if (offset < 0 && !added.isEmpty()) {
            subtracted.add(new Value.Whole(-offset));
        } else if (offset != 0 || added.isEmpty()) {
            added.add(new Value.Whole(offset));
        }
        Value value = added.get(0);
        for (final Value term : added.subList(1, added.size())) {
            value = Value.sum(value, term);
        }
        for (final Value term : subtracted) {
            value = Value.difference(value, term);
        }
        return value;
    }

    private static Value product(Counter counter, int factor) {
        final Value name = Value.name(counter.name());
        return factor == 1 ? name : Value.product(name, new Value.Whole(factor));
    }
}
