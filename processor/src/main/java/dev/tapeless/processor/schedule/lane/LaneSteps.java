package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;

import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/**
 * Steps for a vector of floats, in two vectors of doubles. What a number would decide by a branch
 * is computed for all lanes and chosen afterwards.
 */
final class LaneSteps extends FloatSteps {

    LaneSteps() {
        super(List.of("Low", "High"));
    }

    @Override
    void widen(String stem) {
        step(stem, half -> new Value.Widened(V, half));
    }

    @Override
    Value inDouble(Value value) {
        return new Value.DoubleLanes(value);
    }

    @Override
    Value narrow(String stem) {
        return inFloat("rounded", new Value.Narrowed(name(stem, 0), name(stem, 1)));
    }

    @Override
    Value inFloat(String name, Value value) {
        add(declare(Kind.VECTOR, name, new Value.Lanes(value)));
        return Value.name(name);
    }

    @Override
    Value inRange(double lower, double below, double upper, double above, Value inside) {
        return select(
                Comparison.LESS,
                V,
                lower,
                below,
                select(Comparison.GREATER, V, upper, above, inside));
    }

    @Override
    Value saturated(double limit, Value inside) {
        return select(Comparison.GREATER, abs(V), limit, 1, inside);
    }

    @Override
    Value rightOf(double pole, Value logarithm) {
        final Value finite =
                new Value.Select(
                        Comparison.LESS_OR_EQUAL, V, new Value.Real(Float.MAX_VALUE), logarithm, V);
        final Value elsewhere =
                select(
                        Comparison.EQUAL,
                        V,
                        pole,
                        Double.NEGATIVE_INFINITY,
                        new Value.Real(Double.NaN));
        return new Value.Select(Comparison.GREATER, V, new Value.Real(pole), finite, elsewhere);
    }

    @Override
    Value unlessZero(Value value) {
        return new Value.Select(Comparison.EQUAL, V, new Value.Real(0), V, value);
    }

    @Override
    Value signed(Value magnitude) {
        final Value positive = inFloat("positive", magnitude);
        return unlessZero(
                new Value.Select(
                        Comparison.LESS, V, new Value.Real(0), negated(positive), positive));
    }
}
