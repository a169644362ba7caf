package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;

import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Bound;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * Steps for one float. Whether the steps are needed is decided by branches in front of them: they
 * are predicted, and JDK 17 on x86 runs a loop without them at a third to half of the speed,
 * because of a false dependency between the conversions to double of two rounds.
 */
final class NumberSteps extends FloatSteps {

    /** A branch on the sign would be predicted wrong every other time. */
    private static final Routine COPY_SIGN =
            new RoutineCode("Math.copySign")
                    .with(Kind.REAL, "magnitude", "sign")
                    .giving(Kind.REAL)
                    .finish();

    private List<Bound> inside = List.of();
    private Value outside = V;
    private boolean zeroStays;

    NumberSteps() {
        super(List.of(""));
    }

    @Override
    void widen(String stem) {
        step(stem, part -> V);
    }

    @Override
    Value inDouble(Value value) {
        return value;
    }

    @Override
    Value narrow(String stem) {
        return inFloat("rounded", new Value.Narrowed(name(stem, 0), name(stem, 0)));
    }

    @Override
    Value inFloat(String name, Value value) {
        add(declare(Kind.REAL, name, value));
        return Value.name(name);
    }

    @Override
    Value inRange(double lower, double below, double upper, double above, Value result) {
        inside =
                List.of(
                        new Bound(V, Comparison.GREATER_OR_EQUAL, new Value.Real(lower)),
                        new Bound(V, Comparison.LESS_OR_EQUAL, new Value.Real(upper)));
        outside = bySign(below, above);
        return result;
    }

    @Override
    Value saturated(double limit, Value result) {
        inside = List.of(new Bound(abs(V), Comparison.LESS_OR_EQUAL, new Value.Real(limit)));
        outside = bySign(-1, 1);
        return result;
    }

    private static Value bySign(double negative, double positive) {
        final Value notANumber = new Value.Real(Double.NaN);
        return select(
                Comparison.GREATER,
                V,
                0,
                positive,
                select(Comparison.LESS, V, 0, negative, notANumber));
    }

    @Override
    Value rightOf(double pole, Value logarithm) {
        inside =
                List.of(
                        new Bound(V, Comparison.GREATER, new Value.Real(pole)),
                        new Bound(V, Comparison.LESS_OR_EQUAL, new Value.Real(Float.MAX_VALUE)));
        outside =
                select(
                        Comparison.EQUAL,
                        V,
                        pole,
                        Double.NEGATIVE_INFINITY,
                        new Value.Select(
                                Comparison.GREATER,
                                V,
                                new Value.Real(pole),
                                V,
                                new Value.Real(Double.NaN)));
        return logarithm;
    }

    @Override
    Value unlessZero(Value value) {
        zeroStays = true;
        return value;
    }

    @Override
    Value signed(Value magnitude) {
        return new Value.Call(COPY_SIGN, List.of(magnitude, V));
    }

    /** All statements: the steps where they are needed, and what is given elsewhere. */
    List<Statement> finish(Value result) {
        final List<Statement> needed = new ArrayList<>();
        if (zeroStays) {
            final Bound isZero = new Bound(V, Comparison.EQUAL, new Value.Real(0));
            needed.add(new Statement.When(List.of(isZero), List.of(new Statement.Return(V))));
        }
        needed.addAll(statements());
        needed.add(new Statement.Return(result));
        return List.of(new Statement.When(inside, needed), new Statement.Return(outside));
    }
}
