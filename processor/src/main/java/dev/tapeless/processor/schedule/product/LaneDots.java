package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.row;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.LaneSums;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Platform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Dot products in the lanes of a vector of 512 bits, which need not exist in the processor: lane
 * {@code l} of 16 adds the products {@code l}, {@code l + 16}, {@code l + 32}... in this order; the
 * lanes are added by halves, {@code l} and {@code l + 8}, then {@code l} and {@code l + 4} and so
 * on; what does not fill the lanes follows in ascending order. Code in numbers has an accumulator
 * for each lane, code in vectors one, two or four vectors, as wide as they are: all give the same
 * bits.
 */
public final class LaneDots {

    /** The vectors of the processor that make up the lanes. */
    private static final List<Integer> VECTORS = List.of(4, 2, 1);

    private final int lanes;

    public LaneDots(Platform platform) {
        this.lanes = CostModel.DOT_BYTES / platform.elementBytes();
    }

    /** How many lanes there are. */
    public int lanes() {
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
        code.add(new Statement.DeclareVariable("sum", LaneSums.halves(sums)));
        code.add(rest("sum", "w"));
        code.add(new Statement.Return(Value.name("sum")));
        return code.finish(
                "The sum over i of x[i] * w[i] in " + lanes + " lanes, added by halves.");
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
        code.add(Statement.loop("s", Value.name("n"), forEachWidth(this::dotLoops)));
        return code.finish(
                "y[s][u] += sum over i of x[s][i] * w[u][i] in "
                        + lanes
                        + " lanes, added by halves.");
    }

    /** A choice by the width of vectors, which the just-in-time compiler decides. */
    List<Statement> forEachWidth(IntFunction<List<Statement>> code) {
        List<Statement> forWidth = List.of();
        for (int k = VECTORS.size() - 1; k >= 0; k--) {
            final List<Statement> statements = code.apply(VECTORS.get(k));
            forWidth =
                    forWidth.isEmpty()
                            ? statements
                            : List.of(
                                    new Statement.WhenFewer(
                                            new Value.LaneCount(),
                                            lanes / VECTORS.get(k + 1),
                                            statements,
                                            forWidth,
                                            VECTORS.get(k) + " vectors make up the lanes."));
        }
        return forWidth;
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
        final Statement call =
                new Statement.Call(vectorDots(vectors, dots, Start.RESULTS), arguments);
        return new Statement.Loop("u", from, Value.name(below), dots, List.of(call), "");
    }

    /**
     * {@code y[u] = b[u] + sum over i of x[i] * w[u][i]} in vectors, for one sample.
     *
     * @param x the name of the row that is multiplied
     * @param weights the name of the array of rows of weights
     * @param bias the name of the row from which sums start; null for zero
     * @param y the name of the row of results
     * @param terms how many products a sum has
     * @param sums how many sums there are
     * @return the statements
     */
    public List<Statement> sample(
            String x, String weights, String bias, String y, int terms, int sums) {
        return forEachWidth(vectors -> sampleDots(vectors, x, weights, bias, y, terms, sums));
    }

    private List<Statement> sampleDots(
            int vectors, String x, String weights, String bias, String y, int terms, int sums) {
        final List<Statement> calls = new ArrayList<>();
        for (int u = 0; u < sums; u += CostModel.DOTS_AT_ONCE) {
            final int dots = Math.min(CostModel.DOTS_AT_ONCE, sums - u);
            final List<Value> arguments = new ArrayList<>(names(x));
            for (int d = 0; d < dots; d++) {
                arguments.add(Value.element(weights, u + d));
            }
            arguments.add(new Value.Whole(terms));
            if (bias != null) {
                arguments.add(Value.name(bias));
            }
            arguments.add(Value.name(y));
            arguments.add(new Value.Whole(u));
            final Start start = bias == null ? Start.ZERO : Start.BIAS;
            calls.add(new Statement.Call(vectorDots(vectors, dots, start), arguments));
        }
        return calls;
    }

    /** A vector of sums from zero, and in a loop the products that are added to it. */
    static void addProduct(
            String sum,
            String factor,
            String weights,
            Value index,
            RoutineCode code,
            List<Statement> loop) {
        final Value zero = new Value.Lanes(new Value.Broadcast(new Value.Real(0)));
        code.add(new Statement.DeclareVariable(Kind.VECTOR, sum, zero));
        final Value row = new Value.Element(Value.name(weights), index);
        final Value next = new Value.Fma(Value.name(factor), row, Value.name(sum));
        loop.add(assign(Value.name(sum), new Value.Lanes(next)));
    }

    /** What is added to dot products. */
    private enum Start {
        /** What stands in the results. */
        RESULTS("add", "y[u..] += "),
        /** A bias. */
        BIAS("affine", "y[u..] = b[u..] + "),
        /** Nothing. */
        ZERO("set", "y[u..] = ");

        private final String verb;
        private final String formula;

        Start(String verb, String formula) {
            this.verb = verb;
            this.formula = formula;
        }
    }

    /** The sum over i of x[i] * wd[i] for some rows of weights. */
    private Routine vectorDots(int vectors, int dots, Start start) {
        final RoutineCode code =
                new RoutineCode(
                        start.verb
                                + (dots == 1 ? "Dot" : dots + "Dots")
                                + "Of"
                                + vectors
                                + (vectors == 1 ? "Vector" : "Vectors"));
        code.with(Kind.ROW, "x").withRows("w", dots).with(Kind.INDEX, "count");
        if (start == Start.BIAS) {
            code.with(Kind.ROW, "b");
        }
        code.with(Kind.ROW, "y").with(Kind.INDEX, "u");
        final List<Statement> loop = new ArrayList<>();
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "x" + v, load("x", ahead("i", v))));
        }
        final List<List<String>> sums = new ArrayList<>();
        for (int d = 0; d < dots; d++) {
            final List<String> parts = new ArrayList<>();
            for (int v = 0; v < vectors; v++) {
                parts.add("sum" + d + v);
                addProduct(parts.get(v), "x" + v, "w" + d, ahead("i", v), code, loop);
            }
            sums.add(parts);
        }
        code.add(declare(Kind.INDEX, "whole", whole("count", lanes)));
        code.add(new Statement.Loop("i", new Value.Whole(0), Value.name("whole"), lanes, loop, ""));
        final List<Value> folded = LaneSums.fold(lanes, sums, UnaryOperator.identity(), code);
        for (int d = 0; d < dots; d++) {
            code.add(new Statement.DeclareVariable("dot" + d, folded.get(d)));
        }
        for (int d = 0; d < dots; d++) {
            code.add(rest("dot" + d, "w" + d));
        }
        for (int d = 0; d < dots; d++) {
            final Value dot = Value.name("dot" + d);
            code.add(
                    switch (start) {
                        case RESULTS -> new Statement.Increase(row("y", "u", d), dot, "");
                        case BIAS -> assign(row("y", "u", d), Value.sum(row("b", "u", d), dot));
                        case ZERO ->
                                // A sum that starts from zero is never a negative zero.
                                assign(row("y", "u", d), Value.sum(new Value.Real(0), dot));
                    });
        }
        return code.finish(
                start.formula
                        + "the sum over i of x[i] * w[i] for "
                        + (dots == 1 ? "one row" : dots + " rows")
                        + " of weights, "
                        + lanes / vectors
                        + " lanes a vector.");
    }
}
