package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;

/**
 * Products with the rows of a matrix whose lanes are samples: {@code y[s][i] = sum over u of
 * x[s][u] * w[i][u]}. The matrix is read as it lies, a number for all lanes; what is transposed are
 * the rows that go in and the results, some thousand numbers a sample instead of the whole matrix.
 * Each sum has the order of {@link VectorRoutines}, so the bits are the same.
 */
final class SampleLanes {

    /** Numbers in a row of the transposed results: the samples of the widest tile. */
    static final int COLUMNS = CostModel.TILE_VECTORS * CostModel.WIDE;

    /** Rows of the matrix that a tile of two vectors or of one takes. */
    private static final int ROWS = 12;

    /** Rows of the matrix in tiles of one vector. */
    private static final List<Integer> LONG_GROUPS = List.of(ROWS, 4, 1);

    private final Routines routines;

    SampleLanes(Routines routines) {
        this.routines = routines;
    }

    /**
     * Samples up to which this form takes less time, where they fill vectors.
     *
     * @param width results of a sample
     * @param terms products in a sum
     * @return how many
     */
    static int most(int width, int terms) {
        return (int)
                ((long) width
                        * terms
                        * CostModel.LANE_COPY_GAIN_PERCENT
                        / (100L * (width + terms)));
    }

    /**
     * Whether the samples are many enough for this form, and few enough.
     *
     * @param samples how many there are
     * @param unused a free name
     * @param most as many as {@link #most} says
     * @param lanes the product with samples in lanes
     * @param rows the product over a transposed matrix
     * @return the choice
     */
    static List<Statement> choose(
            Value samples, String unused, int most, List<Statement> lanes, List<Statement> rows) {
        final Value last = Value.difference(new Value.LaneCount(), new Value.Whole(1));
        final Value filled =
                Value.product(divided(Value.sum(samples, last), vectors(1)), vectors(1));
        final Value wasted =
                divided(
                        Value.product(
                                new Value.Whole(most * CostModel.UNUSED_LANES_PERCENT / 100),
                                Value.name(unused)),
                        vectors(1));
        return List.of(
                declare(Kind.INDEX, unused, Value.difference(filled, samples)),
                new Statement.WhenFewer(
                        Value.sum(samples, wasted),
                        most,
                        lanes,
                        rows,
                        "Samples in lanes: they are transposed, not the weights. Too few leave"
                                + " lanes unused."));
    }

    private static Value divided(Value number, Value by) {
        return new Value.Binary(BinaryFunction.DIVIDE, number, by);
    }

    /**
     * {@code y[s][i] = b[i] + sum over u of x[s][u] * w[i][u]} for all samples, where all numbers
     * of b are the same.
     *
     * @param terms how many products a sum has
     * @return the routine, which has further blocks where there are many
     */
    Routine product(int terms) {
        return routines.get(
                Panels.name(Routines.PRODUCT_IN_LANES, terms),
                name -> product(name, Panels.isLong(terms)));
    }

    private Routine product(String name, boolean isLong) {
        final RoutineCode code = VectorRoutines.parameters(name).with(Kind.ROWS, "columns");
        code.add(Panels.start());
        code.add(TileLoops.registersFor("six"));
        final Value four = vectors(CostModel.TILE_VECTORS);
        final Value two = vectors(CostModel.FEW_TILE_VECTORS);
        code.add(declare(Kind.INDEX, "wide4", TileLoops.inRegisters(TileLoops.whole("n", four))));
        code.add(samples(isLong, new Value.Whole(0), Value.name("wide4"), CostModel.TILE_VECTORS));
        // What is more than a vector goes to two of them, full or not.
        final Value left = Value.difference(Value.name("n"), Value.name("wide4"));
        final Value last = Value.difference(new Value.LaneCount(), new Value.Whole(1));
        final Value inTwo = Value.product(divided(Value.sum(left, last), two), two);
        code.add(declare(Kind.INDEX, "wide2", Value.sum(Value.name("wide4"), inTwo)));
        code.add(
                samples(
                        isLong,
                        Value.name("wide4"),
                        Value.name("wide2"),
                        CostModel.FEW_TILE_VECTORS));
        code.add(samples(isLong, Value.name("wide2"), Value.name("n"), 1));
        return code.finish(
                "y[s][i] = b[i] + sum over u of x[s][u] * w[i][u] for all samples, u below terms: a"
                        + " lane for each sample. All numbers of b are the same.");
    }

    /** Samples in tiles of some vectors. */
    private Statement samples(boolean isLong, Value from, Value below, int vectors) {
        final List<Statement> body = new ArrayList<>();
        final Value left = Value.difference(Value.name("n"), Value.name("s"));
        body.add(
                declare(
                        Kind.INDEX,
                        "count",
                        new Value.Binary(BinaryFunction.MIN, left, vectors(vectors))));
        body.addAll(Panels.blocks(isLong, block -> block(block, vectors)));
        body.add(
                new Statement.Call(
                        routines.get("writeColumns", SampleLanes::writeColumns),
                        names("columns", "width", "y", "s", "count")));
        return new Statement.Loop("s", from, below, vectors(vectors), body, "");
    }

    private List<Statement> block(Panels.Block block, int vectors) {
        final List<Statement> statements = new ArrayList<>();
        statements.add(
                Panels.copyTransposed(
                        routines, "x", block, Value.name("s"), Value.name("count"), vectors));
        statements.addAll(tiles(block, vectors));
        return statements;
    }

    private static List<Statement> tiles(Panels.Block block, int vectors) {
        final List<Integer> sizes = vectors == 1 ? LONG_GROUPS : TileLoops.sizes(vectors);
        final List<Statement> loops = new ArrayList<>();
        Value from = new Value.Whole(0);
        if (vectors == CostModel.FEW_TILE_VECTORS) {
            final Value whole = TileLoops.whole("width", new Value.Whole(ROWS));
            final Value end = Value.name("in" + ROWS);
            loops.add(declare(Kind.INDEX, "in" + ROWS, TileLoops.inRegisters(whole)));
            loops.add(
                    new Statement.Loop(
                            "i", from, end, ROWS, List.of(tile(block, ROWS, vectors)), ""));
            from = end;
        }
        loops.addAll(TileLoops.rows("i", from, "width", sizes, rows -> tile(block, rows, vectors)));
        return loops;
    }

    private static Statement tile(Panels.Block block, int rows, int vectors) {
        final List<Value> arguments = block.tileArguments("w", "columns", "i", rows);
        arguments.add(new Value.Whole(0));
        if (vectors == 1) {
            // No lane is skipped.
            arguments.add(new Value.Whole(0));
        }
        return new Statement.Call(Tiles.product(rows, vectors), arguments);
    }

    /** {@code y[from + c][i] = columns[i][c]}. */
    private static Routine writeColumns(String name) {
        final int together = CostModel.TRANSPOSED_ROWS;
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "columns").with(Kind.INDEX, "width").with(Kind.ROWS, "y");
        code.with(Kind.INDEX, "from", "count");
        code.add(declare(Kind.INDEX, "whole", TileLoops.whole("width", new Value.Whole(together))));
        final Value behind = Value.offset("begin", CostModel.WRITTEN_SAMPLES);
        code.add(
                new Statement.Loop(
                        "begin",
                        new Value.Whole(0),
                        Value.name("count"),
                        CostModel.WRITTEN_SAMPLES,
                        List.of(
                                declare(
                                        Kind.INDEX,
                                        "end",
                                        new Value.Binary(
                                                BinaryFunction.MIN, behind, Value.name("count"))),
                                writtenColumns(new Value.Whole(0), "whole", together),
                                writtenColumns(Value.name("whole"), "width", 1)),
                        ""));
        return code.finish("y[from + c][i] = columns[i][c] for c below count.");
    }

    private static Statement writtenColumns(Value from, String below, int columns) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final Value sample = Value.sum(Value.name("from"), Value.name("c"));
        inner.add(declare(Kind.ROW, "row", new Value.Element(Value.name("y"), sample)));
        for (int k = 0; k < columns; k++) {
            final Value column = new Value.Element(Value.name("columns"), Value.offset("i", k));
            body.add(declare(Kind.ROW, "column" + k, column));
            inner.add(
                    assign(
                            new Value.Element(Value.name("row"), Value.offset("i", k)),
                            Value.element("column" + k, "c")));
        }
        body.add(new Statement.Loop("c", Value.name("begin"), Value.name("end"), 1, inner, ""));
        return new Statement.Loop("i", from, Value.name(below), columns, body, "");
    }
}
