package dev.tapeless.processor.schedule.code;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the routines that statements need. */
public final class Calls {

    private final Set<Routine> found = new LinkedHashSet<>();

    private Calls() {}

    /**
     * The routines that some bodies call, and those that these call.
     *
     * @param bodies the bodies
     * @return each routine once, in the order of the first call
     */
    public static Set<Routine> of(List<List<Statement>> bodies) {
        final Calls calls = new Calls();
        bodies.forEach(calls::visit);
        return calls.found;
    }

    private void visit(List<Statement> statements) {
        statements.forEach(this::visit);
    }

    private void visit(Statement statement) {
        if (statement instanceof Statement.Call call) {
            add(call.routine());
        } else if (statement instanceof Statement.Loop loop) {
            visit(loop.body());
        } else if (statement instanceof Statement.WhenFewer when) {
            visit(when.then());
            visit(when.otherwise());
        } else if (statement instanceof Statement.When when) {
            visit(when.then());
        } else if (statement instanceof Statement.Declare declare) {
            visit(declare.value());
        } else if (statement instanceof Statement.DeclareVariable declare) {
            visit(declare.value());
        } else if (statement instanceof Statement.Assign assign) {
            visit(assign.value());
        } else if (statement instanceof Statement.Increase increase) {
            visit(increase.value());
        } else if (statement instanceof Statement.Return result) {
            visit(result.value());
        }
    }

    private void visit(Value value) {
        if (value instanceof Value.Call call) {
            add(call.routine());
        } else if (value instanceof Value.PanelStart start) {
            add(start.reader());
        }
        Sharing.parts(value).forEach(this::visit);
    }

    private void add(Routine routine) {
        if (found.add(routine)) {
            visit(routine.body());
        }
    }
}
