package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneSums;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;

/**
 * The order in which products are added. A few long sums have eight lanes: lane {@code l} adds the
 * terms {@code l}, {@code l + 8}, {@code l + 16}...; the lanes are added by halves, {@code l} and
 * {@code l + 4}, then {@code l} and {@code l + 2} and so on; what does not fill the lanes follows.
 * All other sums are added in ascending order.
 */
final class Sums {

    private static final int LANES = CostModel.STRAIGHT_LINE_LANES;

    private Sums() {}

    /**
     * A sum.
     *
     * @param terms what is added
     * @param results how many such sums there are; as many as lanes can be computed side by side
     */
    static Value of(List<Value> terms, long results) {
        if (terms.isEmpty()) {
            return new Value.Real(0);
        } else if (results >= LANES || terms.size() < LANES) {
            return ascending(terms);
        }
        final int whole = terms.size() / LANES * LANES;
        final List<Value> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            final List<Value> own = new ArrayList<>();
            for (int k = lane; k < whole; k += LANES) {
                own.add(terms.get(k));
            }
            lanes.add(ascending(own));
        }
        final List<Value> all = new ArrayList<>(List.of(LaneSums.halves(lanes)));
        all.addAll(terms.subList(whole, terms.size()));
        return ascending(all);
    }

    private static Value ascending(List<Value> terms) {
        return terms.stream().reduce(Value::sum).orElseThrow();
    }

    static boolean isSum(Value value) {
        return value instanceof Value.Binary binary && binary.function() == BinaryFunction.ADD;
    }
}
