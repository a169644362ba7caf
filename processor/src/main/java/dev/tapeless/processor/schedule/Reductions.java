package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;

/** How the elements of a reduction are combined. */
final class Reductions {

    private Reductions() {}

    /** The function of two elements. */
    static BinaryFunction function(Op.Reduce.Kind kind) {
        return switch (kind) {
            case SUM -> BinaryFunction.ADD;
            case MAX -> BinaryFunction.MAX;
            case ARGMAX -> throw new IllegalStateException("no form of argmax is scheduled");
        };
    }

    /** The value of which a combination with any element is that element. */
    static double neutral(Op.Reduce.Kind kind) {
        return kind == Op.Reduce.Kind.MAX ? Double.NEGATIVE_INFINITY : 0;
    }
}
