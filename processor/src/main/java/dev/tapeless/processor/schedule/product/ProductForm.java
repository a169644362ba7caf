package dev.tapeless.processor.schedule.product;

import dev.tapeless.processor.schedule.group.ContractRole;
import dev.tapeless.processor.schedule.plan.CostModel;

/**
 * How a product of rows with a matrix runs. Each form has one order of its sums, whatever the code
 * that follows it.
 */
public enum ProductForm {
    /** Few results, short sums: an accumulator for each result, in ascending order. */
    ACCUMULATORS,
    /** Many results: rows of weights are added to rows of results, in ascending order. */
    ROWS,
    /** Few results, long sums along rows of weights: {@link LaneDots}. */
    LANE_DOTS,
    /** Few results, short sums along rows of weights, in ascending order. */
    DOTS,
    /** Many results, sums along rows of weights: rows of a transposed copy, in ascending order. */
    TRANSPOSED_ROWS;

    /** Chooses by the shapes. */
    public static ProductForm of(ContractRole role, boolean flat) {
        if (role.kind() == ContractRole.Kind.PRODUCT) {
            return flat ? ACCUMULATORS : ROWS;
        } else if (role.inputs() >= CostModel.WIDE) {
            return TRANSPOSED_ROWS;
        }
        return role.units() >= CostModel.WIDE ? LANE_DOTS : DOTS;
    }

    /** Whether the sums may start from a bias. */
    public boolean startsFromBias() {
        return this == ACCUMULATORS || this == ROWS || this == LANE_DOTS;
    }
}
