package dev.tapeless.processor.schedule.lane;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects the parameters and statements of a routine. */
public final class RoutineCode {

    private final String name;
    private final List<Routine.Parameter> parameters = new ArrayList<>();
    private final List<Statement> body = new ArrayList<>();
    private Optional<Kind> result = Optional.empty();

    public RoutineCode(String name) {
        this.name = name;
    }

    /** Adds parameters of one kind. */
    public RoutineCode with(Kind kind, String... names) {
        Arrays.stream(names).map(n -> new Routine.Parameter(kind, n)).forEach(parameters::add);
        return this;
    }

    /** Adds a parameter for each of some rows: a stem and a number. */
    public RoutineCode withRows(String stem, int count) {
        for (int k = 0; k < count; k++) {
            parameters.add(new Routine.Parameter(Kind.ROW, stem + k));
        }
        return this;
    }

    /** Says what the routine gives. */
    public RoutineCode giving(Kind kind) {
        result = Optional.of(kind);
        return this;
    }

    public RoutineCode add(Statement statement) {
        body.add(statement);
        return this;
    }

    public RoutineCode addAll(List<Statement> statements) {
        body.addAll(statements);
        return this;
    }

    /** The statements so far. */
    public List<Statement> statements() {
        return body;
    }

    public Routine finish(String... documentation) {
        return new Routine(name, List.of(documentation), result, parameters, body);
    }

    // Values and statements in short --------------------------------------------------------------

    /** Names, one argument after the other. */
    public static List<Value> names(String... names) {
        return Arrays.stream(names).<Value>map(Value::name).toList();
    }

    /** A row of rows at a moved index. */
    public static Value row(String rows, String index, int distance) {
        return new Value.Element(Value.name(rows), Value.offset(index, distance));
    }

    /** A counter or size times the lanes of a vector. */
    public static Value vectors(int count) {
        final Value lanes = new Value.LaneCount();
        return count == 1 ? lanes : Value.product(new Value.Whole(count), lanes);
    }

    /** An index some vectors further on. */
    public static Value ahead(String index, int vectors) {
        return vectors == 0 ? Value.name(index) : Value.sum(Value.name(index), vectors(vectors));
    }

    /** The vector in a row from an index on. */
    public static Value load(String row, Value index) {
        return new Value.Lanes(new Value.Element(Value.name(row), index));
    }

    public static Statement declare(Kind kind, String name, Value value) {
        return new Statement.Declare(kind, name, value, "");
    }

    public static Statement assign(Value target, Value value) {
        return new Statement.Assign(target, value, "");
    }
}
