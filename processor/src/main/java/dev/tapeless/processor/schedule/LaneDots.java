package dev.tapeless.processor.schedule;

import static dev.tapeless.processor.schedule.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.RoutineCode.assign;
import static dev.tapeless.processor.schedule.RoutineCode.declare;
import static dev.tapeless.processor.schedule.RoutineCode.load;
import static dev.tapeless.processor.schedule.RoutineCode.names;
import static dev.tapeless.processor.schedule.RoutineCode.row;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.List;

/**
 * Dot products in the lanes of a vector of 512 bits, which need not exist in the processor: lane
 * {@code l} of 16 adds the products {@code l}, {@code l + 16}, {@code l + 32}... in this order; the
 * lanes are added by halves, {@code l} and {@code l + 8}, then {@code l} and {@code l + 4} and so
 * on; what does not fill the lanes follows in ascending order. Code in numbers has an accumulator
 * for each lane, code in vectors one, two or four vectors, as wide as they are: all give the same
 * bits.
 */
final class LaneDots {

    /** The vectors of the processor that make up the lanes. */
    private static final List<Integer> VECTORS = List.of(4, 2, 1);

    private final int lanes;

    LaneDots(Platform platform) {
        this.lanes = CostModel.DOT_BYTES / platform.elementBytes();
    }

    /** How many lanes there are. */
    int lanes() {
        return lanes;
    }

    /** {@code sum over i of x[i] * w[i]} in numbers. */
    Routine dot() {
        final RoutineCode code = new RoutineCode("dot");
        code.giving(Kind.REAL).with(Kind.ROW, "x", "w").with(Kind.INDEX, "count");
        final List<Statement> loop = new ArrayList<>();
        final List<Value> sums = new ArrayList<>();
        for (int l = 0; l < lanes; l++) {
            final Value sum = Value.name("sum" + l);
            sums.add(sum);
            code.add(new Statement.DeclareVariable("sum" + l, new Value.Real(0)));
            loop.add(assign(sum, new Value.Fma(row("x", "i", l), row("w", "i", l), sum)));
        }
        code.add(declare(Kind.INDEX, "whole", whole("count", lanes)));
        code.add(new Statement.Loop("i", new Value.Whole(0), Value.name("whole"), lanes, loop, ""));
        code.add(new Statement.DeclareVariable("sum", halves(sums)));
        code.add(rest("sum", "w"));
        code.add(new Statement.Return(Value.name("sum")));
        return code.finish(
                "The sum over i of x[i] * w[i] in " + lanes + " lanes, added by halves.");
    }

    /** The sum of all values, each of the first half with its counterpart in the second. */
    private static Value halves(List<Value> values) {
        List<Value> sums = values;
        while (sums.size() > 1) {
            final int half = sums.size() / 2;
            final List<Value> next = new ArrayList<>();
            for (int l = 0; l < half; l++) {
                next.add(Value.sum(sums.get(l), sums.get(l + half)));
            }
            sums = next;
        }
        return sums.get(0);
    }

    /** The largest multiple of a step that is not above a size. */
    private static Value whole(String size, int step) {
        final Value by = new Value.Whole(step);
        return Value.product(new Value.Binary(BinaryFunction.DIVIDE, Value.name(size), by), by);
    }

    /** Adds the products that do not fill the lanes. */
    private static Statement rest(String sum, String w) {
        final Value next =
                new Value.Fma(Value.element("x", "i"), Value.element(w, "i"), Value.name(sum));
        return new Statement.Loop(
                "i",
                Value.name("whole"),
                Value.name("count"),
                1,
                List.of(assign(Value.name(sum), next)),
                "");
    }

    /** {@code y[s][u] += sum over i of x[s][i] * w[u][i]} in vectors, for all samples. */
    Routine addDots() {
        final RoutineCode code = new RoutineCode("addDots");
        code.with(Kind.ROWS, "x", "w").with(Kind.INDEX, "count");
        code.with(Kind.ROWS, "y").with(Kind.INDEX, "units", "n");
        code.add(declare(Kind.INDEX, "paired", whole("units", CostModel.DOTS_AT_ONCE)));
        List<Statement> forWidth = List.of();
        for (int k = VECTORS.size() - 1; k >= 0; k--) {
            final List<Statement> loops = dotLoops(VECTORS.get(k));
            forWidth =
                    forWidth.isEmpty()
                            ? loops
                            : List.of(
                                    new Statement.WhenFewer(
                                            new Value.LaneCount(),
                                            lanes / VECTORS.get(k + 1),
                                            loops,
                                            forWidth,
                                            VECTORS.get(k) + " vectors make up the lanes."));
        }
        code.add(Statement.loop("s", Value.name("n"), forWidth));
        return code.finish(
                "y[s][u] += sum over i of x[s][i] * w[u][i] in "
                        + lanes
                        + " lanes, added by halves.");
    }

    private List<Statement> dotLoops(int vectors) {
        return List.of(
                dotLoop(vectors, CostModel.DOTS_AT_ONCE, new Value.Whole(0), "paired"),
                dotLoop(vectors, 1, Value.name("paired"), "units"));
    }

    private Statement dotLoop(int vectors, int dots, Value from, String below) {
        final List<Value> arguments = new ArrayList<>();
        arguments.add(Value.element("x", "s"));
        for (int d = 0; d < dots; d++) {
            arguments.add(row("w", "u", d));
        }
        arguments.addAll(names("count"));
        arguments.add(Value.element("y", "s"));
        arguments.addAll(names("u"));
        final Statement call = new Statement.Call(vectorDots(vectors, dots), arguments);
        return new Statement.Loop("u", from, Value.name(below), dots, List.of(call), "");
    }

    /** {@code y[u + d] += sum over i of x[i] * wd[i]} for some rows of weights. */
    private Routine vectorDots(int vectors, int dots) {
        final String name = dots == 1 ? "addDotOf" : "add" + dots + "DotsOf";
        final RoutineCode code =
                new RoutineCode(name + vectors + (vectors == 1 ? "Vector" : "Vectors"));
        code.with(Kind.ROW, "x").withRows("w", dots).with(Kind.INDEX, "count");
        code.with(Kind.ROW, "y").with(Kind.INDEX, "u");
        final List<Statement> loop = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "x" + v, load("x", ahead("i", v))));
        }
        for (int d = 0; d < dots; d++) {
            for (int v = 0; v < vectors; v++) {
                final Value sum = Value.name(sum(d, v));
                final Value zero = new Value.Lanes(new Value.Broadcast(new Value.Real(0)));
                code.add(new Statement.DeclareVariable(Kind.VECTOR, sum(d, v), zero));
                final Value weights = new Value.Element(Value.name("w" + d), ahead("i", v));
                final Value next = new Value.Fma(Value.name("x" + v), weights, sum);
                loop.add(assign(sum, new Value.Lanes(next)));
            }
        }
        code.add(declare(Kind.INDEX, "whole", whole("count", lanes)));
        code.add(new Statement.Loop("i", new Value.Whole(0), Value.name("whole"), lanes, loop, ""));
        for (int d = 0; d < dots; d++) {
            final List<Value> parts = new ArrayList<>();
            for (int v = 0; v < vectors; v++) {
                parts.add(Value.name(sum(d, v)));
            }
            String folded = sum(d, 0);
            if (vectors > 1) {
                folded = "lanes" + d;
                code.add(declare(Kind.VECTOR, folded, new Value.Lanes(halves(parts))));
            }
            final List<Value> single = new ArrayList<>();
            for (int l = 0; l < lanes / vectors; l++) {
                single.add(new Value.Lane(Value.name(folded), l));
            }
            code.add(new Statement.DeclareVariable("dot" + d, halves(single)));
        }
        for (int d = 0; d < dots; d++) {
            code.add(rest("dot" + d, "w" + d));
        }
        for (int d = 0; d < dots; d++) {
            code.add(new Statement.Increase(row("y", "u", d), Value.name("dot" + d), ""));
        }
        return code.finish(
                "y[u..] += the sum over i of x[i] * w[i] for "
                        + (dots == 1 ? "one row" : dots + " rows")
                        + " of weights, "
                        + lanes / vectors
                        + " lanes a vector.");
    }

    private static String sum(int dot, int vector) {
        return "sum" + dot + vector;
    }
}
