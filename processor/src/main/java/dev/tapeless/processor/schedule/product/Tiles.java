package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.ahead;
import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.row;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Tiles of products in vectors: some rows times some vectors of results, each in a register while
 * the sums run. Every lane adds its products in ascending order, one fused multiply-add each,
 * starting from a row such as that of biases, or from what stands in the results. So the bits
 * depend neither on the width of the vectors nor on the size of the tile, and a sum may be cut into
 * blocks.
 *
 * <p>A tile of one vector may start before the first result that is still to be computed, so that a
 * row of any length of at least one vector ends with a full one; it leaves the results before that
 * as they are.
 */
final class Tiles {

    /** The counter of the products in a sum. */
    private static final String TERM = "t";

    /** Sums of a reading of a panel: two vectors a cycle, and four cycles an addition. */
    private static final int READING_SUMS = 8;

    /** The rows from which sums start, one for each row of results. */
    private static final String BIAS = "b";

    private static final Value ZERO = new Value.Lanes(new Value.Broadcast(new Value.Real(0)));

    private Tiles() {}

    /**
     * {@code y[r][j..] = b[r][j..] + sum over i of x[r][i] * w[i][j..]} for a few samples, which
     * share what they read of the weights, as they lie.
     *
     * @param rows how many samples
     * @param vectors how many vectors of results in a row
     * @return the routine {@code row<vectors>} or {@code rows<rows>x<vectors>}
     */
    static Routine direct(int rows, int vectors) {
        final RoutineCode code =
                new RoutineCode((rows == 1 ? "row" : "rows" + rows + "x") + vectors);
        code.withRows("x", rows).with(Kind.ROWS, "w").with(Kind.INDEX, "inputs");
        code.withRows(BIAS, rows).withRows("y", rows).with(Kind.INDEX, "j");
        start(code, BIAS, rows, vectors);
        final List<Statement> loop = new ArrayList<>();
        loop.add(declare(Kind.ROW, "wi", Value.element("w", "i")));
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "w" + v, load("wi", ahead("j", v))));
        }
        for (int r = 0; r < rows; r++) {
            multiply(loop, "x" + r + "i", Value.element("x" + r, "i"), r, vectors);
        }
        code.add(Statement.loop("i", Value.name("inputs"), loop));
        finish(code, "y", rows, vectors);
        return code.finish(
                "y[r][j..] = b[r][j..] + sum over i of x[r][i] * w[i][j..], "
                        + size(rows, vectors)
                        + ".");
    }

    /**
     * Reads numbers of a panel once, in as many sums as hide the time of an addition.
     *
     * @param numbers how many, those at its beginning
     * @return the routine {@code readPanel}
     */
    static Routine read(int numbers) {
        final RoutineCode code = new RoutineCode("readPanel");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, Panels.START).giving(Kind.REAL);
        final List<Statement> loop = new ArrayList<>();
        final Value first = Value.sum(Value.name(Panels.START), Value.name(TERM));
        loop.add(declare(Kind.INDEX, "p", first));
        for (int v = 0; v < READING_SUMS; v++) {
            final Value sum = Value.name(sum(0, v));
            code.add(new Statement.DeclareVariable(Kind.VECTOR, sum(0, v), ZERO));
            final Value next = new Value.Element(Value.name("panel"), ahead("p", v));
            loop.add(assign(sum, new Value.Lanes(Value.sum(sum, next))));
        }
        code.add(
                new Statement.Loop(
                        TERM,
                        new Value.Whole(0),
                        new Value.Whole(numbers),
                        vectors(READING_SUMS),
                        loop,
                        ""));
        for (int distance = READING_SUMS / 2; distance > 0; distance /= 2) {
            for (int v = 0; v < distance; v++) {
                final Value sum = Value.name(sum(0, v));
                final Value all = Value.sum(sum, Value.name(sum(0, v + distance)));
                code.add(assign(sum, new Value.Lanes(all)));
            }
        }
        code.add(new Statement.Return(new Value.Lane(Value.name(sum(0, 0)), 0)));
        return code.finish(
                "Reads the beginning of a panel, to find out from which start on no vector touches"
                        + " two lines of the cache.");
    }

    /**
     * {@code y[s + r][j..] = b[r][j..] + sum over t of x[r][first + t] * panel[t]} for some rows.
     * Sums start from a row each, although these are often the same: where C2 knows that, it shares
     * what it reads of them and moves 22 vectors at each term. The rows of results are named behind
     * the loop. So the loop keeps none of them, and C2 has registers for all else.
     *
     * @param rows how many rows
     * @param vectors how many vectors of results in a row
     * @return the routine {@code tile<rows>x<vectors>}
     */
    static Routine product(int rows, int vectors) {
        final RoutineCode code = new RoutineCode("tile" + rows + "x" + vectors);
        code.withRows("x", rows).with(Kind.INDEX, "first", "terms");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, Panels.START);
        code.withRows(BIAS, rows).with(Kind.ROWS, "y").with(Kind.INDEX, "s", "j");
        start(code, BIAS, rows, vectors);
        final List<Statement> loop = panelRow(vectors);
        multiplyRows(loop, rows, vectors);
        code.add(Statement.loop(TERM, Value.name("terms"), loop));
        finishRows(code, r -> row("y", "s", r), rows, vectors);
        return code.finish(
                "y[s + r][j..] = b[r][j..] + sum over t of x[r][first + t] * panel[t], "
                        + size(rows, vectors)
                        + ".");
    }

    /**
     * {@code y[r][j..] = b[r][j..] + sum over t of x[r][first + t] * w[first + t][j..]} for the
     * first rows, which leaves what it reads of the matrix in the panel. The rows of results are
     * named behind the loop, as in {@link #product}: named before, it takes 1.3 to 1.7 times as
     * long on JDK 17, and 1.1 times on JDK 25.
     *
     * @param rows how many rows
     * @param vectors how many vectors of results in a row
     * @return the routine {@code packingTile<rows>x<vectors>}
     */
    static Routine packing(int rows, int vectors) {
        final RoutineCode code = new RoutineCode("packingTile" + rows + "x" + vectors);
        code.withRows("x", rows).with(Kind.ROWS, "w").with(Kind.INDEX, "first", "terms");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, Panels.START);
        code.withRows(BIAS, rows).with(Kind.ROWS, "y").with(Kind.INDEX, "j");
        start(code, BIAS, rows, vectors);
        final List<Statement> loop = new ArrayList<>();
        loop.add(declarePlace(vectors));
        loop.add(declare(Kind.ROW, "wt", new Value.Element(Value.name("w"), term())));
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "w" + v, load("wt", ahead("j", v))));
        }
        multiplyRows(loop, rows, vectors);
        for (int v = 0; v < vectors; v++) {
            final Value place = new Value.Element(Value.name("panel"), ahead("p", v));
            loop.add(assign(place, new Value.Lanes(Value.name("w" + v))));
        }
        code.add(Statement.loop(TERM, Value.name("terms"), loop));
        finishRows(
                code, r -> new Value.Element(Value.name("y"), new Value.Whole(r)), rows, vectors);
        return code.finish(
                "panel[t] = w[first + t][j..] and y[r][j..] = b[r][j..] + sum over t of"
                        + " x[r][first + t] * panel[t], "
                        + size(rows, vectors)
                        + ".");
    }

    /** Writes the results to rows that the loop need not keep. */
    private static void finishRows(
            RoutineCode code, IntFunction<Value> result, int rows, int vectors) {
        code.add(new Statement.Remark("Named here, so that the loop need not keep them."));
        for (int r = 0; r < rows; r++) {
            code.add(declare(Kind.ROW, "result" + r, result.apply(r)));
        }
        finish(code, "result", rows, vectors);
    }

    /** Multiplies a number of each row with the vectors of a term. */
    private static void multiplyRows(List<Statement> loop, int rows, int vectors) {
        for (int r = 0; r < rows; r++) {
            final Value factor = new Value.Element(Value.name("x" + r), term());
            multiply(loop, "x" + r + TERM, factor, r, vectors);
        }
    }

    private static Value term() {
        return Value.sum(Value.name("first"), Value.name(TERM));
    }

    /**
     * {@code g[r][j..] += sum over t of x[t][r] * panel[t]} for some rows of the gradient, whose
     * inputs x are packed in the same array.
     *
     * @param rows how many rows
     * @param vectors how many vectors of results in a row
     * @return the routine {@code gradientTile<rows>x<vectors>}
     */
    static Routine gradient(int rows, int vectors) {
        final RoutineCode code = new RoutineCode("gradientTile" + rows + "x" + vectors);
        code.with(Kind.ROW, "panel")
                .with(Kind.INDEX, Panels.INPUTS, Panels.START, "terms")
                .withRows("g", rows)
                .with(Kind.INDEX, "j");
        start(code, "g", rows, vectors);
        final List<Statement> loop = panelRow(vectors);
        final Value before =
                Value.product(Value.name(TERM), new Value.Whole(CostModel.GRADIENT_ROWS));
        loop.add(declare(Kind.INDEX, "q", Value.sum(Value.name(Panels.INPUTS), before)));
        for (int r = 0; r < rows; r++) {
            multiply(loop, "x" + r, row("panel", "q", r), r, vectors);
        }
        code.add(Statement.loop(TERM, Value.name("terms"), loop));
        finish(code, "g", rows, vectors);
        return code.finish(
                "g[r][j..] += sum over t of x[t][r] * panel[t], "
                        + size(rows, vectors)
                        + ". x[t] lies in the panel from inputs + "
                        + CostModel.GRADIENT_ROWS
                        + " * t on.");
    }

    private static String size(int rows, int vectors) {
        return rows
                + (rows == 1 ? " row" : " rows")
                + " times "
                + vectors
                + (vectors == 1 ? " vector; the first skip lanes stay as they are" : " vectors");
    }

    /** Reads a row of the panel. */
    private static List<Statement> panelRow(int vectors) {
        final List<Statement> loop = new ArrayList<>();
        loop.add(declarePlace(vectors));
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "w" + v, load("panel", ahead("p", v))));
        }
        return loop;
    }

    /** Where a row of the panel lies. */
    private static Statement declarePlace(int vectors) {
        final Value row = Value.product(Value.name(TERM), vectors(vectors));
        return declare(Kind.INDEX, "p", Value.sum(Value.name(Panels.START), row));
    }

    /** Reads what the sums of each row start from. */
    private static void start(RoutineCode code, String stem, int rows, int vectors) {
        if (vectors == 1) {
            code.with(Kind.INDEX, "skip");
        }
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                final Value first = load(stem + r, ahead("j", v));
                code.add(new Statement.DeclareVariable(Kind.VECTOR, sum(r, v), first));
            }
        }
    }

    /** Adds the products of one factor with all vectors to the sums of a row. */
    private static void multiply(
            List<Statement> loop, String name, Value factor, int row, int vectors) {
        loop.add(declare(Kind.VECTOR, name, new Value.Lanes(new Value.Broadcast(factor))));
        for (int v = 0; v < vectors; v++) {
            final Value sum = Value.name(sum(row, v));
            final Value next = new Value.Fma(Value.name(name), Value.name("w" + v), sum);
            loop.add(assign(sum, new Value.Lanes(next)));
        }
    }

    /** Writes the results. */
    private static void finish(RoutineCode code, String stem, int rows, int vectors) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                final Value place = new Value.Element(Value.name(stem + r), ahead("j", v));
                final Value sum = Value.name(sum(r, v));
                final Value all =
                        vectors == 1 ? new Value.Behind(place, Value.name("skip"), sum) : sum;
                code.add(assign(place, new Value.Lanes(all)));
            }
        }
    }

    private static String sum(int row, int vector) {
        return "sum" + row + vector;
    }
}
