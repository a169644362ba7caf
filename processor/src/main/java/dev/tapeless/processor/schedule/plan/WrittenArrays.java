package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads off statements which arrays they write to: parameters, or rows of parameters. Routines,
 * which many kernels call, are read once.
 */
final class WrittenArrays {

    private final Map<Routine, Set<String>> ofRoutines = new LinkedHashMap<>();

    /**
     * The names of the arrays that are written to, locals among them.
     *
     * @param body statements of a method
     * @return the names
     */
    Set<String> of(List<Statement> body) {
        final Reading reading = new Reading();
        body.forEach(reading::visit);
        return reading.written;
    }

    private Set<String> of(Routine routine) {
        Set<String> written = ofRoutines.get(routine);
        if (written == null) {
            written = of(routine.body());
            ofRoutines.put(routine, written);
        }
        return written;
    }

    /** Reads one method. */
    private final class Reading {

        private final Map<String, String> rowsOf = new LinkedHashMap<>();
        private final Set<String> written = new LinkedHashSet<>();

        private void visit(Statement statement) {
            if (statement instanceof Statement.Declare declare) {
                final boolean isArray =
                        declare.kind() == Statement.Kind.ROW
                                || declare.kind() == Statement.Kind.ROWS;
                if (isArray) {
                    rowsOf.put(declare.name(), array(declare.value()));
                }
            } else if (statement instanceof Statement.Assign assign) {
                write(assign.target());
            } else if (statement instanceof Statement.Increase increase) {
                write(increase.target());
            } else if (statement instanceof Statement.Copy copy) {
                write(copy.to());
            } else if (statement instanceof Statement.CopyPart copy) {
                write(copy.to());
            } else if (statement instanceof Statement.Fill fill) {
                write(fill.row());
            } else if (statement instanceof Statement.Call call) {
                call(call.routine(), call.arguments());
            } else if (statement instanceof Statement.Loop loop) {
                loop.body().forEach(this::visit);
            } else if (statement instanceof Statement.WhenFewer when) {
                when.then().forEach(this::visit);
                when.otherwise().forEach(this::visit);
            } else if (statement instanceof Statement.When when) {
                when.then().forEach(this::visit);
            } else if (!writesNothing(statement)) {
                throw new IllegalStateException("unknown what is written by " + statement);
            }
        }

        private boolean writesNothing(Statement statement) {
            return statement instanceof Statement.DeclareVariable
                    || statement instanceof Statement.Return
                    || statement instanceof Statement.Remark;
        }

        private void call(Routine routine, List<Value> arguments) {
            final Set<String> inside = of(routine);
            for (int k = 0; k < arguments.size(); k++) {
                if (inside.contains(routine.parameters().get(k).name())) {
                    write(arguments.get(k));
                }
            }
        }

        private void write(Value target) {
            written.add(array(target));
        }

        /** The array of which a value is a part, as far back as it has a name. */
        private String array(Value value) {
            if (value instanceof Value.Element element) {
                return array(element.array());
            } else if (value instanceof Value.Name name) {
                return rowsOf.getOrDefault(name.name(), name.name());
            }
            throw new IllegalStateException("unknown of which array " + value + " is a part");
        }
    }
}
