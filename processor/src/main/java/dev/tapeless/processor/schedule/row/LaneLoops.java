package dev.tapeless.processor.schedule.row;

import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.lane.LaneFunctions;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Elementwise expressions over the rows of a sample in vectors. Elementary functions run over whole
 * rows, each a routine of its own; where one is only a part of an expression, its arguments and
 * results have a row of their own. Everything else are loops over vectors.
 */
final class LaneLoops {

    private final KernelScope scope;
    private final RowStages stages;
    private final Lanes lanes;
    private final int length;
    private final List<Statement> code = new ArrayList<>();
    private final Map<Value, Value> results = new LinkedHashMap<>();

    /**
     * Starts an expression.
     *
     * @param scope the kernel
     * @param stages writes what computes an element
     * @param lanes what runs in vectors
     * @param length elements of a row
     */
    LaneLoops(KernelScope scope, RowStages stages, Lanes lanes, int length) {
        this.scope = scope;
        this.stages = stages;
        this.lanes = lanes;
        this.length = length;
    }

    /** Whether rows are long enough, and every operation is there. */
    boolean handles(Value value) {
        return lanes.areUsed()
                && length >= CostModel.WIDE
                && LaneForm.isPossible(value, lanes == Lanes.FUNCTIONS);
    }

    /** Sets the elements of a row to a value of element {@code j}. */
    List<Statement> assign(String row, Value value, String stem) {
        into(row, value, stem);
        return code;
    }

    private void into(String row, Value value, String stem) {
        if (isFunction(value)) {
            apply((Value.Unary) value, row, stem);
        } else {
            loop(row, withoutFunctions(value, stem), stem);
        }
    }

    private static boolean isFunction(Value value) {
        return value instanceof Value.Unary unary && LaneFunctions.exists(unary.function());
    }

    /** Computes a function into a row, from there or from the row that it reads. */
    private void apply(Value.Unary function, String row, String stem) {
        String from = row;
        if (function.operand() instanceof Value.Element element
                && element.index().equals(Value.name("j"))
                && element.array() instanceof Value.Name name) {
            from = name.name();
        } else {
            into(row, function.operand(), stem);
        }
        call(function.function(), from, row);
    }

    private void call(UnaryFunction function, String from, String to) {
        final List<Value> arguments =
                List.of(Value.name(from), Value.name(to), new Value.Whole(length));
        code.add(new Statement.Call(LaneFunctions.row(function), arguments));
    }

    /** The value over the results of functions, which are computed before. */
    private Value withoutFunctions(Value value, String stem) {
        if (!isFunction(value)) {
            return Sharing.withParts(value, part -> withoutFunctions(part, stem));
        }
        final Value known = results.get(value);
        if (known != null) {
            return known;
        }
        final Value argument = Sharing.withParts(value, part -> withoutFunctions(part, stem));
        final String number = results.isEmpty() ? "" : Integer.toString(results.size() + 1);
        final String name = SharedNames.of(stem, value) + number;
        final Buffer buffer = new Buffer(name, Buffer.BATCH, length);
        final String row = scope.declareRow(new Location.Rows(buffer), name, code);
        apply((Value.Unary) argument, row, stem);
        final Value result = Value.element(row, "j");
        results.put(value, result);
        return result;
    }

    /** A loop over vectors, and one over the elements that do not fill a vector. */
    private void loop(String row, Value value, String stem) {
        final boolean fills = length % CostModel.WIDE == 0;
        final Value all = new Value.Whole(length);
        final Value bound = fills ? all : new Value.LoopBound(all);
        final List<Statement> body = new ArrayList<>();
        for (final Statement statement : stages.assignment(row, LaneForm.of(value).value(), stem)) {
            body.add(LaneForm.inLanes(statement));
        }
        code.add(
                new Statement.Loop(
                        "j", new Value.Whole(0), bound, new Value.LaneCount(), body, ""));
        if (!fills) {
            final List<Statement> rest = stages.assignment(row, value, stem);
            code.add(new Statement.Loop("j", bound, all, 1, rest, ""));
        }
    }
}
