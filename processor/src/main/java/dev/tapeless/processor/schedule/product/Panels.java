package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.row;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Routines;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;

/**
 * Panels: copies of blocks of a matrix, some vectors wide, whose vectors lie one behind the other
 * and touch one line of the cache each. A block is as long as fits.
 */
final class Panels {

    /** Where the vectors of a panel begin. */
    static final String START = "start";

    /** Numbers that a panel holds. */
    private static final int NUMBERS =
            CostModel.PANEL_ROWS * CostModel.TILE_VECTORS * CostModel.WIDE;

    /** Numbers that each sample has for the inputs of rows of gradients. */
    static final int INPUT_ROWS = 2 * CostModel.GRADIENT_ROWS;

    /** Numbers of the inputs in front of the panels of gradients. */
    private static final int INPUTS = CostModel.PANEL_SAMPLES * INPUT_ROWS;

    /** The length of the array of a panel. */
    private static final int LENGTH = NUMBERS + CostModel.PANEL_EXTRA;

    private Panels() {}

    /** The array of a panel. */
    static Buffer buffer() {
        return new Buffer("panel", 1, LENGTH);
    }

    /**
     * The array of the panels of a band of gradients, and of the inputs in front of them.
     *
     * @param width columns of the gradients
     * @return shorter where one panel holds them all
     */
    static Buffer bufferOfBand(int width) {
        final int fitting = NUMBERS / CostModel.PANEL_SAMPLES;
        final int band = CostModel.GRADIENT_COLUMNS * CostModel.PANEL_SAMPLES;
        final int others = INPUTS + CostModel.PANEL_EXTRA;
        return width <= fitting
                ? new Buffer("gradientPanel", 1, NUMBERS + others)
                : new Buffer("gradientPanels", 1, band + others);
    }

    /** Rows of a panel of some vectors. */
    static int rows(int vectors) {
        return NUMBERS / (vectors * CostModel.WIDE);
    }

    /** Where the vectors of the panel begin. */
    static Statement start() {
        return declare(Kind.INDEX, START, measured());
    }

    /** Where the vectors of panels behind inputs begin. */
    static Statement startBehindInputs() {
        return declare(Kind.INDEX, START, Value.sum(new Value.Whole(INPUTS), measured()));
    }

    private static Value measured() {
        return new Value.PanelStart(Value.name("panel"), Tiles.read(NUMBERS));
    }

    /** Copies rows of a matrix, from the column of the tile on, to a place in the array. */
    static Statement copy(Routines routines, String matrix, int vectors, String place) {
        final List<Value> arguments = new ArrayList<>(names(matrix, "first", "rows"));
        arguments.add(Value.name(vectors == 1 ? "from" : "j"));
        arguments.add(vectors(vectors));
        arguments.addAll(names("panel", place));
        return new Statement.Call(routines.get("pack", Panels::pack), arguments);
    }

    /**
     * Copies some columns of rows of a matrix to the beginning of the array.
     *
     * @param routines those that kernels share
     * @param matrix its name
     * @param column the first of the columns
     * @param count how many they are, at most {@link #INPUT_ROWS}
     * @return the call
     */
    static Statement copyInputs(Routines routines, String matrix, String column, String count) {
        return new Statement.Call(
                routines.get("packInputs", Panels::packInputs),
                names(matrix, "first", "rows", column, count, "panel"));
    }

    /** Copies columns of a matrix, from the row of the tile on. */
    static Statement copyTransposed(Routines routines, String matrix, int vectors) {
        return copyTransposed(
                routines,
                matrix,
                Value.name(vectors == 1 ? "from" : "j"),
                vectors(vectors),
                vectors);
    }

    /**
     * Copies columns of a matrix; where they do not fill the vectors, zeros do.
     *
     * @param routines those that kernels share
     * @param matrix its name
     * @param from the first row that becomes a column of the panel
     * @param count how many rows there are
     * @param vectors how many vectors wide the panel is
     * @return the call
     */
    static Statement copyTransposed(
            Routines routines, String matrix, Value from, Value count, int vectors) {
        final List<Value> arguments = new ArrayList<>(names(matrix, "first", "rows"));
        arguments.addAll(List.of(from, count, vectors(vectors)));
        arguments.addAll(names("panel", START));
        return new Statement.Call(
                routines.get("packTransposed", Panels::packTransposed), arguments);
    }

    /** {@code panel[start + t * width..] = matrix[first + t][column..]}. */
    private static Routine pack(String name) {
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "column", "width");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, START);
        final Value source =
                new Value.Element(
                        Value.name("matrix"), Value.sum(Value.name("first"), Value.name("t")));
        code.add(
                Statement.loop(
                        "t",
                        Value.name("rows"),
                        List.of(
                                new Statement.CopyPart(
                                        source,
                                        Value.name("column"),
                                        Value.name("panel"),
                                        Value.sum(
                                                Value.name(START),
                                                Value.product(
                                                        Value.name("t"), Value.name("width"))),
                                        Value.name("width")))));
        return code.finish(
                "panel[t] = matrix[first + t][column..] for some rows of a matrix, behind start.");
    }

    /** {@code panel[t * INPUT_ROWS + c] = matrix[first + t][column + c]}. */
    private static Routine packInputs(String name) {
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "column", "count");
        code.with(Kind.ROW, "panel");
        final Value latest = Value.difference(Value.name("count"), vectors(1));
        final Value moved = new Value.Binary(BinaryFunction.MIN, Value.name("c"), latest);
        code.add(
                new Statement.WhenFewer(
                        Value.name("count"),
                        CostModel.WIDE,
                        List.of(
                                Statement.loop(
                                        "c",
                                        Value.name("count"),
                                        List.of(copiedInputs("c", false)))),
                        List.of(
                                new Statement.Loop(
                                        "c",
                                        new Value.Whole(0),
                                        Value.name("count"),
                                        vectors(1),
                                        List.of(
                                                declare(Kind.INDEX, "from", moved),
                                                copiedInputs("from", true)),
                                        "")),
                        "The last vectors end with the columns."));
        return code.finish(
                "panel[t * "
                        + INPUT_ROWS
                        + " + c] = matrix[first + t][column + c] for c below count.");
    }

    /** Copies a number of each row, or a vector. */
    private static Statement copiedInputs(String index, boolean isVector) {
        final Value row =
                new Value.Element(
                        Value.name("matrix"), Value.sum(Value.name("first"), Value.name("t")));
        final Value source =
                new Value.Element(
                        Value.name("row"), Value.sum(Value.name("column"), Value.name(index)));
        final Value place =
                Value.sum(
                        Value.product(Value.name("t"), new Value.Whole(INPUT_ROWS)),
                        Value.name(index));
        return Statement.loop(
                "t",
                Value.name("rows"),
                List.of(
                        declare(Kind.ROW, "row", row),
                        assign(
                                new Value.Element(Value.name("panel"), place),
                                isVector ? new Value.Lanes(source) : source)));
    }

    /** {@code panel[t][c] = matrix[column + c][first + t]}. */
    private static Routine packTransposed(String name) {
        final int together = CostModel.TRANSPOSED_ROWS;
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "from", "count", "width");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, START);
        code.add(declare(Kind.INDEX, "whole", TileLoops.whole("count", new Value.Whole(together))));
        code.add(transposedRows(new Value.Whole(0), "whole", together));
        code.add(transposedRows(Value.name("whole"), "count", 1));
        code.add(zeros());
        return code.finish(
                "panel[t][c] = matrix[from + c][first + t] for c below count, and zeros up to the"
                        + " width.");
    }

    private static Statement zeros() {
        final Value row = Value.product(Value.name("t"), Value.name("width"));
        final Value place = Value.sum(Value.sum(Value.name(START), row), Value.name("c"));
        final Statement zero =
                assign(new Value.Element(Value.name("panel"), place), new Value.Real(0));
        final Statement column = Statement.loop("t", Value.name("rows"), List.of(zero));
        return new Statement.Loop(
                "c", Value.name("count"), Value.name("width"), 1, List.of(column), "");
    }

    private static Statement transposedRows(Value from, String below, int rows) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final Value term = Value.sum(Value.name("first"), Value.name("t"));
        final Value row = Value.product(Value.name("t"), Value.name("width"));
        final Value place = Value.sum(Value.sum(Value.name(START), row), Value.name("c"));
        inner.add(declare(Kind.INDEX, "p", place));
        for (int r = 0; r < rows; r++) {
            final Value column = Value.sum(Value.name("from"), Value.offset("c", r));
            final Value source = new Value.Element(Value.name("matrix"), column);
            body.add(declare(Kind.ROW, "row" + r, source));
            inner.add(assign(row("panel", "p", r), new Value.Element(Value.name("row" + r), term)));
        }
        body.add(Statement.loop("t", Value.name("rows"), inner));
        return new Statement.Loop("c", from, Value.name(below), rows, body, "");
    }

    /** Cuts sums into blocks that fit into a panel. */
    static List<Statement> blocks(String terms, int most, List<Statement> block) {
        final Value rest =
                new Value.Binary(BinaryFunction.SUBTRACT, Value.name(terms), Value.name("first"));
        final Value rows = new Value.Binary(BinaryFunction.MIN, rest, new Value.Whole(most));
        final List<Statement> body = new ArrayList<>();
        body.add(declare(Kind.INDEX, "rows", rows));
        body.addAll(block);
        return List.of(
                new Statement.Loop("first", new Value.Whole(0), Value.name(terms), most, body, ""));
    }
}
