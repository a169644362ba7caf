package dev.tapeless.processor.schedule.window;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;

import java.util.ArrayList;
import java.util.List;

/** Moves channels between rows in which they fill vectors and rows in which they do not. */
final class WindowPanels {

    private WindowPanels() {}

    /**
     * {@code row[to + p * channels + c] = padded[p * width + c]} for some places. A vector may
     * reach into the next places, which are written behind it; the last ones are copied.
     */
    static Routine unpack() {
        final RoutineCode code = new RoutineCode("unpack");
        code.with(Kind.ROW, "padded", "row");
        code.with(Kind.INDEX, "to", "places", "channels", "width");
        final Value spilled =
                new Value.Binary(
                        BinaryFunction.DIVIDE, Value.name("width"), Value.name("channels"));
        code.add(declare(Kind.INDEX, "spilled", spilled));
        code.add(
                declare(
                        Kind.INDEX,
                        "whole",
                        Value.difference(Value.name("places"), Value.name("spilled"))));
        final Value from = Value.product(Value.name("p"), Value.name("width"));
        final Value at =
                Value.sum(Value.name("to"), Value.product(Value.name("p"), Value.name("channels")));
        final List<Statement> vectors = new ArrayList<>();
        final Value element = new Value.Element(Value.name("row"), Value.sum(at, Value.name("c")));
        vectors.add(assign(element, load("padded", Value.sum(from, Value.name("c")))));
        final Statement place =
                new Statement.Loop(
                        "c",
                        new Value.Whole(0),
                        Value.name("channels"),
                        new Value.LaneCount(),
                        vectors,
                        "");
        code.add(Statement.loop("p", Value.name("whole"), List.of(place)));
        final Value rest =
                new Value.Binary(BinaryFunction.MAX, new Value.Whole(0), Value.name("whole"));
        final Statement copy =
                new Statement.CopyPart(
                        Value.name("padded"), from, Value.name("row"), at, Value.name("channels"));
        code.add(new Statement.Loop("p", rest, Value.name("places"), 1, List.of(copy), ""));
        return code.finish(
                "row[to + p * channels + c] = padded[p * width + c]. A vector may reach into the"
                        + " next places, which are written behind it; the last are copied.");
    }
}
