package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;

import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;
import java.util.Locale;

/**
 * Elementary functions of rows of floats in vectors. They run in double precision, in two vectors
 * for one of floats, and are rounded once: a quarter of the time of the functions in numbers
 * (exponential, JDK 17 and 25).
 */
public final class LaneFunctions {

    private LaneFunctions() {}

    /** Whether a function has a form in vectors. */
    public static boolean exists(UnaryFunction function) {
        return FloatFunctions.contains(function);
    }

    /** {@code y[j] = f(x[j])} for all elements of a row. */
    public static Routine row(UnaryFunction function) {
        final String name = function.name().toLowerCase(Locale.ROOT);
        final RoutineCode code = new RoutineCode(name + "Row");
        code.with(Kind.ROW, "x", "y").with(Kind.INDEX, "count");
        code.add(declare(Kind.INDEX, "whole", new Value.LoopBound(Value.name("count"))));
        final LaneSteps steps = new LaneSteps();
        steps.add(declare(Kind.VECTOR, "v", load("x", Value.name("j"))));
        steps.add(
                assign(
                        Value.element("y", "j"),
                        new Value.Lanes(FloatFunctions.of(function, steps))));
        code.add(
                new Statement.Loop(
                        "j",
                        new Value.Whole(0),
                        Value.name("whole"),
                        new Value.LaneCount(),
                        steps.statements(),
                        ""));
        final Value number = new Value.Unary(function, Value.element("x", "j"));
        code.add(
                new Statement.Loop(
                        "j",
                        Value.name("whole"),
                        Value.name("count"),
                        1,
                        List.of(assign(Value.element("y", "j"), number)),
                        ""));
        return code.finish("y[j] = " + name + "(x[j]), with the steps of Elementary; y may be x.");
    }
}
