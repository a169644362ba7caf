package dev.tapeless.processor.schedule;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the parameters and statements of a routine. */
final class RoutineCode {

    private final String name;
    private final List<Routine.Parameter> parameters = new ArrayList<>();
    private final List<Statement> body = new ArrayList<>();
    private Optional<Kind> result = Optional.empty();

    RoutineCode(String name) {
        this.name = name;
    }

    /** Adds parameters of one kind. */
    RoutineCode with(Kind kind, String... names) {
        Arrays.stream(names).map(n -> new Routine.Parameter(kind, n)).forEach(parameters::add);
        return this;
    }

    /** Adds a parameter for each of some rows: a stem and a number. */
    RoutineCode withRows(String stem, int count) {
        for (int k = 0; k < count; k++) {
            parameters.add(new Routine.Parameter(Kind.ROW, stem + k));
        }
        return this;
    }

    /** Says what the routine gives. */
    RoutineCode giving(Kind kind) {
        result = Optional.of(kind);
        return this;
    }

    RoutineCode add(Statement statement) {
        body.add(statement);
        return this;
    }

    /** The statements so far. */
    List<Statement> statements() {
        return body;
    }

    Routine finish(String... documentation) {
        return new Routine(name, List.of(documentation), result, parameters, body);
    }

    // Values and statements in short --------------------------------------------------------------

    /** Names, one argument after the other. */
    static List<Value> names(String... names) {
        return Arrays.stream(names).<Value>map(Value::name).toList();
    }

    /** A row of rows at a moved index. */
    static Value row(String rows, String index, int distance) {
        return new Value.Element(Value.name(rows), Value.offset(index, distance));
    }

    /** A counter or size times the lanes of a vector. */
    static Value vectors(int count) {
        final Value lanes = new Value.LaneCount();
        return count == 1 ? lanes : Value.product(new Value.Whole(count), lanes);
    }

    /** An index some vectors further on. */
    static Value ahead(String index, int vectors) {
        return vectors == 0 ? Value.name(index) : Value.sum(Value.name(index), vectors(vectors));
    }

    /** The vector in a row from an index on. */
    static Value load(String row, Value index) {
        return new Value.Lanes(new Value.Element(Value.name(row), index));
    }

    static Statement declare(Kind kind, String name, Value value) {
        return new Statement.Declare(kind, name, value, "");
    }

    static Statement assign(Value target, Value value) {
        return new Statement.Assign(target, value, "");
    }
}
