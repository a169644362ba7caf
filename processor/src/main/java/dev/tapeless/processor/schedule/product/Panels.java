package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.row;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
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
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Panels: copies of blocks of a matrix, some vectors wide, whose vectors lie one behind the other
 * and touch one line of the cache each. A block is a whole sum, or 1024 of its terms.
 */
final class Panels {

    /** Where the vectors of a panel begin. */
    static final String START = "start";

    /** Numbers of the widest row of a panel. */
    private static final int WIDTH = CostModel.TILE_VECTORS * CostModel.WIDE;

    /** Numbers of a panel that the first cache holds. */
    private static final int SHORT_NUMBERS = CostModel.SHORT_PANEL_ROWS * WIDTH;

    /** Where the inputs begin that stand in front of the panels of gradients. */
    static final String INPUTS = "inputs";

    /** Numbers of these inputs. */
    private static final int INPUT_NUMBERS = CostModel.PANEL_SAMPLES * CostModel.GRADIENT_ROWS;

    private Panels() {}

    /**
     * The array of a panel.
     *
     * @param terms how many products a sum has
     * @return of a length that other sums of about as many share
     */
    static Buffer buffer(int terms) {
        int rows = CostModel.SHORT_PANEL_ROWS;
        while (rows < Math.min(terms, CostModel.PANEL_ROWS)) {
            rows *= 2;
        }
        return new Buffer("panel" + rows, 1, rows * WIDTH + CostModel.PANEL_EXTRA);
    }

    /**
     * Whether a sum is more than one block.
     *
     * @param terms how many products it has
     * @return whether they do not fit into a panel
     */
    static boolean isLong(int terms) {
        return terms > CostModel.PANEL_ROWS;
    }

    /** The name of a routine for sums of as many terms. */
    static String name(String stem, int terms) {
        return isLong(terms) ? stem + "Long" : stem;
    }

    /**
     * A row of zeros, from which sums without biases start.
     *
     * @param width results in a row
     * @return at least as many as a tile has columns
     */
    static Buffer zeros(int width) {
        return new Buffer("zeros" + width, 1, Math.max(width, WIDTH));
    }

    /**
     * The array of the panels of a band of gradients, and of the inputs in front of them.
     *
     * @param width columns of the gradients
     * @return shorter where one panel holds them all
     */
    static Buffer bufferOfBand(int width) {
        final int fitting = SHORT_NUMBERS / CostModel.PANEL_SAMPLES;
        final int band = CostModel.GRADIENT_COLUMNS * CostModel.PANEL_SAMPLES;
        final int others = INPUT_NUMBERS + CostModel.PANEL_EXTRA;
        return width <= fitting
                ? new Buffer("gradientPanel", 1, SHORT_NUMBERS + others)
                : new Buffer("gradientPanels", 1, band + others);
    }

    /** Where the vectors of the panel begin. */
    static Statement start() {
        return declare(Kind.INDEX, START, measured());
    }

    /** Where the inputs of gradients begin, and where the panels behind them do. */
    static List<Statement> startOfInputs() {
        return List.of(
                declare(Kind.INDEX, INPUTS, measured()),
                declare(
                        Kind.INDEX,
                        START,
                        Value.sum(Value.name(INPUTS), new Value.Whole(INPUT_NUMBERS))));
    }

    private static Value measured() {
        return new Value.PanelStart(Value.name("panel"), Tiles.read(SHORT_NUMBERS));
    }

    /** Copies rows of a matrix, from the column of the tile on, to a place in the array. */
    static Statement copy(Routines routines, String matrix, int vectors, String place) {
        final String column = vectors == 1 ? "from" : "j";
        return copy(routines, matrix, column, vectors(vectors), place, vectors(vectors));
    }

    private static Statement copy(
            Routines routines,
            String matrix,
            String column,
            Value count,
            String place,
            Value distance) {
        final List<Value> arguments = new ArrayList<>(names(matrix, "first", "rows", column));
        arguments.add(count);
        arguments.addAll(names("panel", place));
        arguments.add(distance);
        return new Statement.Call(routines.get("pack", Panels::pack), arguments);
    }

    /**
     * Copies some columns of rows of a matrix to the place of inputs.
     *
     * @param routines those that kernels share
     * @param matrix its name
     * @param column the first of the columns
     * @param count how many they are, at most {@link CostModel#GRADIENT_ROWS}
     * @return the call
     */
    static Statement copyInputs(Routines routines, String matrix, String column, String count) {
        final Value distance = new Value.Whole(CostModel.GRADIENT_ROWS);
        return copy(routines, matrix, column, Value.name(count), INPUTS, distance);
    }

    /** Copies columns of a matrix, from the row of the tile on. */
    static Statement copyTransposed(Routines routines, String matrix, Block block, int vectors) {
        return copyTransposed(
                routines,
                matrix,
                block,
                Value.name(vectors == 1 ? "from" : "j"),
                vectors(vectors),
                vectors);
    }

    /**
     * Copies columns of a matrix; where they do not fill the vectors, zeros do.
     *
     * @param routines those that kernels share
     * @param matrix its name
     * @param block whose terms are the columns
     * @param from the first row that becomes a column of the panel
     * @param count how many rows there are
     * @param vectors how many vectors wide the panel is
     * @return the call
     */
    static Statement copyTransposed(
            Routines routines, String matrix, Block block, Value from, Value count, int vectors) {
        final List<Value> arguments = new ArrayList<>(names(matrix));
        arguments.addAll(List.of(block.first(), block.terms(), from, count, vectors(vectors)));
        arguments.addAll(names("panel", START));
        return new Statement.Call(
                routines.get("packTransposed", Panels::packTransposed), arguments);
    }

    /** {@code panel[start + t * distance + c] = matrix[first + t][column + c]}. */
    private static Routine pack(String name) {
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "column", "count");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, START, "distance");
        final Value several = vectors(CostModel.PACKED_VECTORS);
        code.add(declare(Kind.INDEX, "whole", TileLoops.whole("count", several)));
        code.add(
                new Statement.Loop(
                        "c",
                        new Value.Whole(0),
                        Value.name("whole"),
                        several,
                        List.of(packedVectors("c", CostModel.PACKED_VECTORS)),
                        ""));
        final Value latest = Value.difference(Value.name("count"), vectors(1));
        final Value moved = new Value.Binary(BinaryFunction.MIN, Value.name("c"), latest);
        code.add(
                new Statement.WhenFewer(
                        Value.name("count"),
                        vectors(1),
                        List.of(
                                Statement.loop(
                                        "c", Value.name("count"), List.of(packedNumber("c")))),
                        List.of(
                                new Statement.Loop(
                                        "c",
                                        Value.name("whole"),
                                        Value.name("count"),
                                        vectors(1),
                                        List.of(
                                                declare(Kind.INDEX, "from", moved),
                                                packedVectors("from", 1)),
                                        "")),
                        "Fewer columns than lanes are copied one by one; else the last vector ends"
                                + " with them."));
        return code.finish(
                "panel[start + t * distance + c] = matrix[first + t][column + c] for c below"
                        + " count.");
    }

    /** Copies some vectors of each row. */
    private static Statement packedVectors(String index, int vectors) {
        final List<Statement> body = new ArrayList<>();
        body.add(packedRow());
        body.add(declare(Kind.INDEX, "q", packedFrom(index)));
        body.add(declare(Kind.INDEX, "p", packedTo(index)));
        for (int v = 0; v < vectors; v++) {
            body.add(
                    assign(
                            new Value.Element(Value.name("panel"), RoutineCode.ahead("p", v)),
                            load("row", RoutineCode.ahead("q", v))));
        }
        return Statement.loop("t", Value.name("rows"), body);
    }

    /** Copies a number of each row. */
    private static Statement packedNumber(String index) {
        final Value place = new Value.Element(Value.name("panel"), packedTo(index));
        final Value number = new Value.Element(Value.name("row"), packedFrom(index));
        return Statement.loop("t", Value.name("rows"), List.of(packedRow(), assign(place, number)));
    }

    private static Statement packedRow() {
        final Value index = Value.sum(Value.name("first"), Value.name("t"));
        return declare(Kind.ROW, "row", new Value.Element(Value.name("matrix"), index));
    }

    private static Value packedFrom(String index) {
        return Value.sum(Value.name("column"), Value.name(index));
    }

    private static Value packedTo(String index) {
        final Value before = Value.product(Value.name("t"), Value.name("distance"));
        return Value.sum(Value.sum(Value.name(START), before), Value.name(index));
    }

    /** {@code panel[t][c] = matrix[from + c][first + t]}. */
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

    /**
     * A block of a sum.
     *
     * @param first its first term
     * @param terms how many terms it has
     * @param isOnly whether it is the whole sum
     */
    record Block(Value first, Value terms, boolean isOnly) {

        /**
         * The arguments of a tile over the panel of this block, but for its column.
         *
         * @param x the matrix whose numbers are multiplied with the panel
         * @param y the matrix of results
         * @param index that of the first of the rows of both
         * @param rows how many there are
         * @return the arguments
         */
        List<Value> tileArguments(String x, String y, String index, int rows) {
            final List<Value> arguments = new ArrayList<>();
            TileLoops.elements(arguments, x, rows, r -> Value.offset(index, r));
            arguments.addAll(List.of(first, terms));
            arguments.addAll(names("panel", START));
            addStarts(arguments, y, rows, r -> Value.offset(index, r));
            arguments.addAll(names(y, index));
            return arguments;
        }

        /** Adds the rows from which sums start: b, or what stands in the results. */
        void addStarts(List<Value> arguments, String y, int rows, IntFunction<Value> index) {
            final Value bias = Value.name("b");
            for (int r = 0; r < rows; r++) {
                arguments.add(
                        isOnly
                                ? bias
                                : new Value.Select(
                                        Comparison.GREATER,
                                        first,
                                        new Value.Whole(0),
                                        new Value.Element(Value.name(y), index.apply(r)),
                                        bias));
            }
        }
    }

    /**
     * Cuts sums over {@code terms} into blocks of a panel.
     *
     * @param isLong whether there is more than one
     * @param block the statements of a block
     * @return those of all blocks
     */
    static List<Statement> blocks(boolean isLong, Function<Block, List<Statement>> block) {
        return isLong
                ? blocks(
                        "terms",
                        CostModel.PANEL_ROWS,
                        block.apply(new Block(Value.name("first"), Value.name("rows"), false)))
                : block.apply(new Block(new Value.Whole(0), Value.name("terms"), true));
    }

    /** Cuts sums into blocks. */
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
