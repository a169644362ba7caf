package dev.tapeless.processor.schedule.lane;

import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

/**
 * An elementwise expression for vectors: the same operations in the same order, so the same bits.
 * Elements at the counter {@code j} become vectors; all else that is read is one number for all
 * lanes.
 *
 * @param isPossible whether every operation is there for vectors
 * @param value the expression; null where that is not so
 */
public record LaneForm(boolean isPossible, Value value) {

    private static final Value COUNTER = Value.name("j");

    public static LaneForm of(Value value) {
        return isPossible(value, false)
                ? new LaneForm(true, inLanes(value))
                : new LaneForm(false, null);
    }

    /**
     * Whether there are only operations whose result is exact or rounded once.
     *
     * @param value the expression
     * @param withFunctions whether {@link LaneFunctions} may occur as well
     */
    public static boolean isPossible(Value value, boolean withFunctions) {
        if (value instanceof Value.Unary unary) {
            final boolean exists =
                    switch (unary.function()) {
                        case NEGATE, ABS, SQRT -> true;
                        default -> withFunctions && LaneFunctions.exists(unary.function());
                    };
            return exists && isPossible(unary.operand(), withFunctions);
        } else if (value instanceof Value.Element) {
            return true;
        }
        final boolean isKnown =
                value instanceof Value.Name
                        || value instanceof Value.Real
                        || value instanceof Value.Binary
                        || value instanceof Value.Select
                        || value instanceof Value.Fma;
        return isKnown
                && Sharing.parts(value).stream().allMatch(part -> isPossible(part, withFunctions));
    }

    private static Value inLanes(Value value) {
        if (value instanceof Value.Element element) {
            return isCounted(element.index()) ? element : new Value.Broadcast(element);
        } else if (value instanceof Value.Name) {
            return new Value.Broadcast(value);
        }
        return Sharing.withParts(value, LaneForm::inLanes);
    }

    /** Whether an index is the counter, or lies a fixed distance behind it. */
    private static boolean isCounted(Value index) {
        return index.equals(COUNTER)
                || (index instanceof Value.Binary sum
                        && sum.left().equals(COUNTER)
                        && sum.right() instanceof Value.Whole);
    }

    /** The statement of a loop over vectors, given the one whose names are vectors. */
    public static Statement inLanes(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            return new Statement.Declare(
                    Statement.Kind.VECTOR,
                    declare.name(),
                    new Value.Lanes(declare.value()),
                    declare.comment());
        } else if (statement instanceof Statement.Assign assign) {
            return new Statement.Assign(
                    assign.target(), new Value.Lanes(assign.value()), assign.comment());
        }
        throw new IllegalStateException("no vectors for " + statement);
    }
}
