package dev.tapeless.processor.schedule.straight;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.Optional;

/**
 * A local that is defined, or a place that is written.
 *
 * @param node whose value it is, or a part of it
 * @param kind a number, a vector of numbers, or the key of random numbers
 * @param local the name; empty for a place
 * @param target the place, the first of as many as a vector has lanes; empty for a local
 * @param increase whether the value is added to what is there
 * @param value the value; of a vector, the expression for every lane
 */
record Line(
        Node node,
        Statement.Kind kind,
        String local,
        Optional<Value> target,
        boolean increase,
        Value value) {

    /** A local that holds a number. */
    static Line number(Node node, String local, Value value) {
        final Statement.Kind kind =
                value instanceof Value.RandomKey ? Statement.Kind.KEY : Statement.Kind.REAL;
        return new Line(node, kind, local, Optional.empty(), false, value);
    }

    /** A local that holds a vector. */
    static Line vector(Node node, String local, Value value) {
        return new Line(node, Statement.Kind.VECTOR, local, Optional.empty(), false, value);
    }

    /** A place of which a number is written. */
    static Line place(Node node, Value target, boolean increase, Value value) {
        return new Line(node, Statement.Kind.REAL, "", Optional.of(target), increase, value);
    }

    /** Places of which a vector is written, from one on. */
    static Line vectorPlace(Node node, Value first, Value value) {
        return new Line(node, Statement.Kind.VECTOR, "", Optional.of(first), false, value);
    }

    boolean isLocal() {
        return target.isEmpty();
    }

    boolean isVector() {
        return kind == Statement.Kind.VECTOR;
    }
}
