package dev.tapeless.processor.schedule.row;

import dev.tapeless.processor.ir.expression.UnaryFunction;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneForm;
import dev.tapeless.processor.schedule.lane.LaneFunctions;
import dev.tapeless.processor.schedule.lane.Lanes;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

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
    private final int channels;
    private final List<Statement> code = new ArrayList<>();
    private final Map<Value, Value> results = new LinkedHashMap<>();

    /**
     * Starts an expression.
     *
     * @param scope the kernel
     * @param stages writes what computes an element
     * @param lanes what runs in vectors
     * @param length elements of a row
     * @param channels how many of them stand at a place, where some operands are one number a
     *     channel; else all
     */
    LaneLoops(KernelScope scope, RowStages stages, Lanes lanes, int length, int channels) {
        this.scope = scope;
        this.stages = stages;
        this.lanes = lanes;
        this.length = length;
        this.channels = channels;
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
                && element.array() instanceof Value.Name name
                && !(channels < length && stages.isShared(element))) {
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

    /** Sets the elements of a row to a value of element {@code j}, one after the other. */
    List<Statement> elements(String row, Value value, String stem) {
        return eachPlace(moved -> List.of(numbers(new Value.Whole(0), row, value, stem, moved)));
    }

    /** A loop over vectors, and one over the elements that do not fill a vector. */
    private void loop(String row, Value value, String stem) {
        if (channels < CostModel.WIDE) {
            code.addAll(elements(row, value, stem));
            return;
        }
        final boolean fills = channels % CostModel.WIDE == 0;
        final Value all = new Value.Whole(channels);
        final Value bound = fills ? all : new Value.LoopBound(all);
        final Value lanesOfValue = LaneForm.of(value).value();
        code.addAll(
                eachPlace(
                        moved -> {
                            final List<Statement> body =
                                    assignment(row, lanesOfValue, stem, moved).stream()
                                            .map(LaneForm::inLanes)
                                            .toList();
                            final Statement vectors =
                                    new Statement.Loop(
                                            "j",
                                            new Value.Whole(0),
                                            bound,
                                            new Value.LaneCount(),
                                            body,
                                            "");
                            return fills
                                    ? List.of(vectors)
                                    : List.of(vectors, numbers(bound, row, value, stem, moved));
                        }));
    }

    private Statement numbers(
            Value from, String row, Value value, String stem, UnaryOperator<Value> moved) {
        final Value all = new Value.Whole(channels);
        return new Statement.Loop("j", from, all, 1, assignment(row, value, stem, moved), "");
    }

    private List<Statement> assignment(
            String row, Value value, String stem, UnaryOperator<Value> moved) {
        return stages.assignment(moved.apply(Value.element(row, "j")), moved.apply(value), stem);
    }

    /** Loops over elements: of the whole row, or of each place, which moves what they read. */
    private List<Statement> eachPlace(Function<UnaryOperator<Value>, List<Statement>> loops) {
        if (channels == length) {
            return loops.apply(UnaryOperator.identity());
        }
        final int places = length / channels;
        return scope.block(
                () -> {
                    final List<Statement> place = new ArrayList<>();
                    final String at = scope.name("at");
                    final Value start = Index.of(new Counter("i", places)).times(channels).value();
                    place.add(new Statement.Declare(Statement.Kind.INDEX, at, start, ""));
                    place.addAll(loops.apply(value -> stages.moved(value, at)));
                    return List.of(Statement.loop("i", new Value.Whole(places), place));
                });
    }
}
