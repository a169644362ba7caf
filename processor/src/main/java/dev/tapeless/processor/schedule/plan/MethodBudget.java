package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;

import java.util.List;

/**
 * Estimates the bytecode of statements, from above: every local is taken to lie beyond the first
 * four, every index to need two bytes.
 */
public final class MethodBudget {

    private static final int LOOP = 16;
    private static final int CALL = 12;

    private MethodBudget() {}

    /** The bytes of some statements. */
    public static int bytes(List<Statement> statements) {
        int bytes = 0;
        for (final Statement statement : statements) {
            bytes += bytes(statement);
        }
        return bytes;
    }

    private static int bytes(Statement statement) {
        if (statement instanceof Statement.Declare declare) {
            return bytes(declare.value()) + 2;
        } else if (statement instanceof Statement.DeclareVariable declare) {
            return bytes(declare.value()) + 2;
        } else if (statement instanceof Statement.Assign assign) {
            return bytes(assign.target()) + bytes(assign.value()) + 1;
        } else if (statement instanceof Statement.Increase increase) {
            return bytes(increase.target()) + bytes(increase.value()) + 3;
        } else if (statement instanceof Statement.Loop loop) {
            return bytes(loop.body()) + bytes(loop.from()) + bytes(loop.below()) + LOOP;
        } else if (statement instanceof Statement.WhenFewer when) {
            return bytes(when.then()) + bytes(when.otherwise()) + LOOP;
        } else if (statement instanceof Statement.When when) {
            int bytes = bytes(when.then());
            for (final Statement.Bound bound : when.bounds()) {
                bytes += bytes(bound.left()) + bytes(bound.right()) + 3;
            }
            return bytes;
        } else if (statement instanceof Statement.Call call) {
            return call.arguments().stream().mapToInt(MethodBudget::bytes).sum() + CALL;
        } else if (statement instanceof Statement.Return result) {
            return bytes(result.value()) + 1;
        }
        return statement instanceof Statement.Remark ? 0 : 2 * CALL;
    }

    private static int bytes(Value value) {
        int bytes = 0;
        for (final Value part : Sharing.parts(value)) {
            bytes += bytes(part);
        }
        if (value instanceof Value.Name) {
            return 2;
        } else if (value instanceof Value.Real || value instanceof Value.Whole) {
            return 3;
        } else if (value instanceof Value.Select) {
            return bytes + 8;
        } else if (value instanceof Value.Element || value instanceof Value.Binary) {
            return bytes + 1;
        }
        return bytes + CALL;
    }
}
