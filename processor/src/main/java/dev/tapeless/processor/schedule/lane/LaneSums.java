package dev.tapeless.processor.schedule.lane;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sums over the lanes of vectors, in the same order as in numbers: by halves. */
public final class LaneSums {

    private LaneSums() {}

    /**
     * The sum of all values, each of the first half with its counterpart in the second.
     *
     * @param values as many as a power of two
     */
    public static Value halves(List<Value> values) {
        List<Value> sums = values;
        while (sums.size() > 1) {
            final int half = sums.size() / 2;
            final List<Value> next = new ArrayList<>();
            for (int l = 0; l < half; l++) {
                next.add(Value.sum(sums.get(l), sums.get(l + half)));
            }
            sums = next;
        }
        return sums.get(0);
    }

    /**
     * Adds the lanes of some dot products by halves. Where there are several, two share a vector
     * from the first halving on, and four from the second: half as many lanes have to move.
     *
     * @param lanes how many lanes a dot product has, a power of two
     * @param sums for each dot product the vectors that make up its lanes
     * @param name a fresh name
     * @param code the statements, which grow
     * @return the dot products
     */
    public static List<Value> fold(
            int lanes, List<List<String>> sums, UnaryOperator<String> name, RoutineCode code) {
        final int dots = sums.size();
        final int vectors = sums.get(0).size();
        List<String> folded = new ArrayList<>();
        for (int d = 0; d < dots; d++) {
            String whole = sums.get(d).get(0);
            if (vectors > 1) {
                final List<Value> parts = sums.get(d).stream().<Value>map(Value::name).toList();
                whole = name.apply("lanes" + d);
                code.add(
                        RoutineCode.declare(
                                Statement.Kind.VECTOR, whole, new Value.Lanes(halves(parts))));
            }
            folded.add(whole);
        }
        final int[] lane = new int[dots];
        int together = 1;
        for (int distance = lanes / vectors / 2; distance > 0; distance /= 2) {
            final List<String> next = new ArrayList<>();
            for (int k = 0; k < folded.size(); k += 2) {
                final boolean isPair = k + 1 < folded.size();
                final Value first = Value.name(folded.get(k));
                final Value second = Value.name(folded.get(isPair ? k + 1 : k));
                final String half =
                        name.apply("by" + distance + (folded.size() > 2 ? "_" + k / 2 : ""));
                final Value halves = isPair ? pair(first, second, distance) : half(first, distance);
                code.add(RoutineCode.declare(Statement.Kind.VECTOR, half, new Value.Lanes(halves)));
                next.add(half);
            }
            if (folded.size() > 1) {
                for (int d = 0; d < dots; d++) {
                    lane[d] += d / together % 2 * distance;
                }
                together *= 2;
            }
            folded = next;
        }
        final List<Value> results = new ArrayList<>();
        for (int d = 0; d < dots; d++) {
            results.add(new Value.Lane(Value.name(folded.get(d / together)), lane[d]));
        }
        return results;
    }

    private static Value half(Value sum, int distance) {
        return Value.sum(sum, new Value.Swapped(sum, distance));
    }

    /**
     * The halves of the first sum in the lanes without a bit, those of the second with it. One
     * vector is swapped for both: on JDK 17 every swap checks its indices again, ten instructions.
     */
    private static Value pair(Value first, Value second, int bit) {
        final Value stays = new Value.Mixed(first, second, bit);
        final Value moves = new Value.Mixed(second, first, bit);
        return Value.sum(stays, new Value.Swapped(moves, bit));
    }
}
