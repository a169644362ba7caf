package dev.tapeless.processor.schedule.lane;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The steps of a function of floats, written down for a number or for a vector. They run in double
 * precision, in as many parts as doubles need, and what they give is rounded once.
 */
abstract class FloatSteps {

    /** The argument. */
    static final Value V = Value.name("v");

    private final List<Statement> statements = new ArrayList<>();
    private final List<String> parts;

    /**
     * Starts with nothing.
     *
     * @param parts what the names of the locals of each part end with
     */
    FloatSteps(List<String> parts) {
        this.parts = parts;
    }

    final List<Statement> statements() {
        return statements;
    }

    final void add(Statement statement) {
        statements.add(statement);
    }

    /** A step in double precision, for every part. */
    final void step(String stem, IntFunction<Value> value) {
        for (int part = 0; part < parts.size(); part++) {
            final Value step = inDouble(value.apply(part));
            add(declare(Kind.DOUBLES, stem + parts.get(part), step));
        }
    }

    /** What a step of a part has given. */
    final Value name(String stem, int part) {
        return Value.name(stem + parts.get(part));
    }

    /** The argument as doubles. */
    abstract void widen(String stem);

    /** A value in double precision. */
    abstract Value inDouble(Value value);

    /** What a step has given, rounded to floats. */
    abstract Value narrow(String stem);

    /** A local in single precision. */
    abstract Value inFloat(String name, Value value);

    /**
     * A result between two limits, both included.
     *
     * @param lower the lower limit
     * @param below what is given below it
     * @param upper the upper limit
     * @param above what is given above it
     * @param inside what is given in between
     */
    abstract Value inRange(double lower, double below, double upper, double above, Value inside);

    /**
     * A result of the magnitude of the argument up to a limit, and 1 beyond.
     *
     * @param limit the limit
     * @param inside what is given up to it
     */
    abstract Value saturated(double limit, Value inside);

    /**
     * A logarithm: minus infinity at its pole, infinity at infinity, what is not a number
     * elsewhere.
     *
     * @param pole the pole
     * @param logarithm what is given right of it
     */
    abstract Value rightOf(double pole, Value logarithm);

    /**
     * The argument itself where it is zero, since its sign stays.
     *
     * @param value what is given elsewhere
     */
    abstract Value unlessZero(Value value);

    /**
     * An odd function: the sign of the argument, also that of a zero, with a magnitude.
     *
     * @param magnitude the magnitude
     */
    abstract Value signed(Value magnitude);

    // Values in short -----------------------------------------------------------------------------

    final Value squared(String stem, int part) {
        return Value.product(name(stem, part), name(stem, part));
    }

    final Value whereZero(String stem, Value then, Value otherwise, int part) {
        return new Value.Select(
                Comparison.EQUAL, name(stem, part), new Value.Real(0), then, otherwise);
    }

    static Value times(Value value, double factor) {
        return Value.product(value, new Value.Real(factor));
    }

    static Value plus(Value value, double addend) {
        return Value.sum(value, new Value.Real(addend));
    }

    static Value quotient(Value dividend, Value divisor) {
        return new Value.Binary(BinaryFunction.DIVIDE, dividend, divisor);
    }

    static Value negated(Value value) {
        return new Value.Unary(UnaryFunction.NEGATE, value);
    }

    static Value abs(Value value) {
        return new Value.Unary(UnaryFunction.ABS, value);
    }

    static Value select(
            Comparison comparison, Value left, double right, double then, Value otherwise) {
        return new Value.Select(
                comparison, left, new Value.Real(right), new Value.Real(then), otherwise);
    }
}
