package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;

/** How the elements of a reduction are combined. */
public final class Reductions {

    private Reductions() {}

    /**
     * The function of two elements.
     *
     * @param kind of the reduction, sum or maximum
     * @return addition or the maximum
     */
    public static BinaryFunction function(Op.Reduce.Kind kind) {
        return switch (kind) {
            case SUM -> BinaryFunction.ADD;
            case MAX -> BinaryFunction.MAX;
            case ARGMAX ->
                    throw new IllegalStateException("argmax has no function of two elements");
        };
    }

    /**
     * The value of which a combination with any element is that element.
     *
     * @param kind of the reduction
     * @return 0, or minus infinity for a maximum and its place
     */
    public static double neutral(Op.Reduce.Kind kind) {
        return kind == Op.Reduce.Kind.SUM ? 0 : Double.NEGATIVE_INFINITY;
    }
}
