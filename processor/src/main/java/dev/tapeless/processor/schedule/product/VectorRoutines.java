package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
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
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Whole products in vectors, cut into {@link Tiles}. A block of the matrix, some vectors wide,
 * comes to lie in a panel that stays in the first cache while the rows of all samples pass by: read
 * one behind the other its vectors come faster than from rows apart. The first tile of samples
 * leaves there what it reads of the weights; gradients of results and transposed blocks are copied
 * before.
 */
public final class VectorRoutines {

    /** Numbers that a panel holds. */
    private static final int PANEL = CostModel.PANEL_ROWS * CostModel.TILE_VECTORS * CostModel.WIDE;

    /** The length of the array of a panel. */
    public static final int PANEL_LENGTH = PANEL + CostModel.PANEL_EXTRA;

    private static final String START = "start";

    /** Rows of the tiles that share some rows, the largest first. */
    private static final List<Integer> GROUPS =
            List.of(CostModel.TILE_ROWS, CostModel.TILE_ROWS - 1, 1);

    private final Routines routines;
    private final boolean isWide;

    /**
     * The routines for rows of results of a length.
     *
     * @param routines those that kernels share
     * @param width results in a row; a multiple of the widest tile on every processor gets routines
     *     without narrower ones
     */
    public VectorRoutines(Routines routines, int width) {
        this.routines = routines;
        this.isWide = width % (CostModel.TILE_VECTORS * CostModel.WIDE) == 0;
    }

    /** The name of a routine for this length. */
    private String name(String stem) {
        return isWide ? stem + "Wide" : stem;
    }

    /** {@code y[j] += sum over i of x[i] * w[i][j]} for one sample. */
    private Routine addRow() {
        final RoutineCode code = new RoutineCode(name("addRow"));
        code.with(Kind.ROW, "x").with(Kind.ROWS, "w").with(Kind.INDEX, "inputs");
        code.with(Kind.ROW, "y").with(Kind.INDEX, "width");
        columns(
                code,
                isWide ? List.of(8, 4) : List.of(8, 4, 2, 1),
                vectors -> whole("width", vectors(vectors)),
                vectors ->
                        List.of(call(Tiles.row(vectors), names("x", "w", "inputs", "y"), vectors)));
        return code.finish("y[j] += sum over i of x[i] * w[i][j] for one sample.");
    }

    /** {@code y[s][j] += sum over i of x[s][i] * w[i][j]} for all samples. */
    public Routine addProduct() {
        return routines.get(name("addProduct"), this::addProduct);
    }

    private Routine addProduct(String name) {
        final RoutineCode code = product(name);
        final List<Value> arguments =
                List.of(
                        Value.element("x", "s"),
                        Value.name("w"),
                        Value.name("terms"),
                        Value.element("y", "s"),
                        Value.name("width"));
        final Statement eachRow =
                Statement.loop(
                        "s", Value.name("n"), List.of(new Statement.Call(addRow(), arguments)));
        code.add(
                new Statement.WhenFewer(
                        Value.name("n"),
                        CostModel.PACKING_TILE_ROWS,
                        List.of(eachRow),
                        inPanels(VectorRoutines::packedProduct),
                        "Few samples read the weights as they lie."));
        return code.finish(
                "y[s][j] += sum over i of x[s][i] * w[i][j] for all samples, i below terms.");
    }

    /** {@code y[s][j] += sum over u of x[s][u] * w[j][u]} for all samples. */
    public Routine addTransposedProduct() {
        return routines.get(name("addTransposedProduct"), this::addTransposedProduct);
    }

    private Routine addTransposedProduct(String name) {
        final RoutineCode code = product(name);
        code.addAll(inPanels(this::transposedProduct));
        return code.finish(
                "y[s][j] += sum over u of x[s][u] * w[j][u] for all samples, u below terms.");
    }

    private static RoutineCode product(String name) {
        return new RoutineCode(name)
                .with(Kind.ROWS, "x", "w")
                .with(Kind.INDEX, "terms")
                .with(Kind.ROWS, "y")
                .with(Kind.INDEX, "width", "n")
                .with(Kind.ROW, "panel");
    }

    private List<Statement> inPanels(IntFunction<List<Statement>> block) {
        final RoutineCode code = new RoutineCode("");
        tiles(
                code,
                vectors ->
                        blocks("terms", PANEL / (vectors * CostModel.WIDE), block.apply(vectors)));
        return code.statements();
    }

    /** The first tile reads the matrix and fills the panel, instead of a copy that would wait. */
    private static List<Statement> packedProduct(int vectors) {
        final int first = CostModel.PACKING_TILE_ROWS;
        final List<Value> arguments = new ArrayList<>();
        elements(arguments, "x", first, Value.Whole::new);
        arguments.addAll(names("w", "first", "rows", "panel", START));
        elements(arguments, "y", first, Value.Whole::new);
        final List<Statement> block = new ArrayList<>();
        block.add(call(Tiles.packing(first, vectors), arguments, vectors));
        block.addAll(sampleTiles(new Value.Whole(first), vectors));
        return block;
    }

    private List<Statement> transposedProduct(int vectors) {
        final List<Statement> block = new ArrayList<>();
        block.add(packCall(packTransposed(), "w", vectors));
        block.addAll(sampleTiles(new Value.Whole(0), vectors));
        return block;
    }

    private static List<Statement> sampleTiles(Value from, int vectors) {
        return groups("s", from, "n", rows -> productTile(rows, vectors));
    }

    private static Statement productTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>();
        elements(arguments, "x", rows, r -> Value.offset("s", r));
        arguments.addAll(names("first", "rows", "panel", START));
        elements(arguments, "y", rows, r -> Value.offset("s", r));
        return call(Tiles.product(rows, vectors), arguments, vectors);
    }

    /** Appends rows of a matrix to the arguments of a call. */
    private static void elements(
            List<Value> arguments, String matrix, int rows, IntFunction<Value> index) {
        for (int r = 0; r < rows; r++) {
            arguments.add(new Value.Element(Value.name(matrix), index.apply(r)));
        }
    }

    /** {@code g[i][j] += sum over s of x[s][i] * dy[s][j]} for some rows i. */
    public Routine addGradient() {
        return routines.get(name("addGradient"), this::addGradient);
    }

    private Routine addGradient(String name) {
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "x", "dy").with(Kind.INDEX, "n");
        code.with(Kind.ROWS, "g").with(Kind.INDEX, "begin", "end", "width").with(Kind.ROW, "panel");
        tiles(
                code,
                vectors -> {
                    final List<Statement> block = new ArrayList<>();
                    block.add(packCall(pack(), "dy", vectors));
                    block.addAll(
                            groups(
                                    "i",
                                    Value.name("begin"),
                                    "end",
                                    rows -> gradientTile(rows, vectors)));
                    return blocks("n", CostModel.PANEL_SAMPLES, block);
                });
        return code.finish(
                "g[i][j] += sum over s of x[s][i] * dy[s][j], in ascending order of s, i from begin"
                        + " to end.");
    }

    private static Statement gradientTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>(names("x", "first", "rows", "panel", START));
        elements(arguments, "g", rows, r -> Value.offset("i", r));
        arguments.add(Value.name("i"));
        return call(Tiles.gradient(rows, vectors), arguments, vectors);
    }

    /** Where the vectors of the panel begin. */
    private static Statement panelStart() {
        return declare(
                Kind.INDEX, START, new Value.PanelStart(Value.name("panel"), Tiles.read(PANEL)));
    }

    /** {@code panel[start + t * width..] = matrix[first + t][column..]}. */
    private Routine pack() {
        return routines.get("pack", VectorRoutines::pack);
    }

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

    /** {@code panel[t][c] = matrix[column + c][first + t]}. */
    private Routine packTransposed() {
        return routines.get("packTransposed", VectorRoutines::packTransposed);
    }

    private static Routine packTransposed(String name) {
        final int together = CostModel.TRANSPOSED_ROWS;
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "column", "width");
        code.with(Kind.ROW, "panel").with(Kind.INDEX, START);
        code.add(declare(Kind.INDEX, "whole", whole("width", new Value.Whole(together))));
        code.add(transposedRows(new Value.Whole(0), "whole", together));
        code.add(transposedRows(Value.name("whole"), "width", 1));
        return code.finish(
                "panel[t][c] = matrix[column + c][first + t] for some columns of a matrix.");
    }

    private static Statement transposedRows(Value from, String below, int rows) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final Value term = Value.sum(Value.name("first"), Value.name("t"));
        final Value row = Value.product(Value.name("t"), Value.name("width"));
        final Value place = Value.sum(Value.sum(Value.name(START), row), Value.name("c"));
        inner.add(declare(Kind.INDEX, "p", place));
        for (int r = 0; r < rows; r++) {
            final Value column = Value.sum(Value.name("column"), Value.offset("c", r));
            final Value source = new Value.Element(Value.name("matrix"), column);
            body.add(declare(Kind.ROW, "row" + r, source));
            inner.add(assign(row("panel", "p", r), new Value.Element(Value.name("row" + r), term)));
        }
        body.add(Statement.loop("t", Value.name("rows"), inner));
        return new Statement.Loop("c", from, Value.name(below), rows, body, "");
    }

    private static Statement packCall(Routine pack, String matrix, int vectors) {
        final List<Value> arguments = new ArrayList<>(names(matrix, "first", "rows"));
        arguments.add(Value.name(vectors == 1 ? "from" : "j"));
        arguments.add(vectors(vectors));
        arguments.addAll(names("panel", START));
        return new Statement.Call(pack, arguments);
    }

    /** Cuts sums into blocks that fit into a panel. */
    private static List<Statement> blocks(String terms, int most, List<Statement> block) {
        final Value rest =
                new Value.Binary(BinaryFunction.SUBTRACT, Value.name(terms), Value.name("first"));
        final Value rows = new Value.Binary(BinaryFunction.MIN, rest, new Value.Whole(most));
        final List<Statement> body = new ArrayList<>();
        body.add(declare(Kind.INDEX, "rows", rows));
        body.addAll(block);
        return List.of(
                new Statement.Loop("first", new Value.Whole(0), Value.name(terms), most, body, ""));
    }

    /**
     * Runs over an index in groups: of six and of five, so that none or few are left for groups of
     * one.
     */
    private static List<Statement> groups(
            String index, Value start, String below, IntFunction<Statement> tile) {
        final List<Statement> loops = new ArrayList<>();
        Value from = start;
        for (final int size : GROUPS) {
            Value end = Value.name(below);
            if (size > 1) {
                end = Value.name("in" + size);
                loops.add(declare(Kind.INDEX, "in" + size, end(below, from, size)));
            }
            loops.add(new Statement.Loop(index, from, end, size, List.of(tile.apply(size)), ""));
            from = end;
        }
        return loops;
    }

    /** Where groups of a size end. */
    private static Value end(String below, Value from, int size) {
        final boolean fromZero = from.equals(new Value.Whole(0));
        final Value left = fromZero ? Value.name(below) : Value.difference(Value.name(below), from);
        final Value by = new Value.Whole(size);
        final Value rows =
                size == CostModel.TILE_ROWS
                        ? new Value.TileRows(left, size)
                        : Value.product(new Value.Binary(BinaryFunction.DIVIDE, left, by), by);
        return fromZero ? rows : Value.sum(from, rows);
    }

    /** The largest multiple of a step that is not above a size. */
    private static Value whole(String size, Value step) {
        return Value.product(new Value.Binary(BinaryFunction.DIVIDE, Value.name(size), step), step);
    }

    /** A call of a tile at the current column. */
    private static Statement call(Routine tile, List<Value> arguments, int vectors) {
        final List<Value> all = new ArrayList<>(arguments);
        all.addAll(vectors == 1 ? names("from", "skip") : names("j"));
        return new Statement.Call(tile, all);
    }

    /** Cuts the columns into tiles over a panel; the widest only where there are registers. */
    private void tiles(RoutineCode code, IntFunction<List<Statement>> body) {
        final List<Integer> widths = new ArrayList<>();
        widths.add(CostModel.TILE_VECTORS);
        widths.add(CostModel.FEW_TILE_VECTORS);
        if (!isWide) {
            widths.add(1);
        }
        code.add(panelStart());
        code.add(new Statement.Remark("Sums of six by four need 32 registers."));
        columns(code, widths, this::tilesEnd, body);
    }

    /** Where tiles of some vectors end. */
    private Value tilesEnd(int vectors) {
        final Value end = whole("width", vectors(vectors));
        return vectors == CostModel.TILE_VECTORS
                ? new Value.Select(
                        Comparison.LESS,
                        new Value.RegisterCount(),
                        new Value.Whole(CostModel.TILE_REGISTERS),
                        new Value.Whole(0),
                        isWide ? Value.name("width") : end)
                : end;
    }

    /**
     * Cuts the columns into tiles: the widest as often as they fit, then narrower ones. The last
     * tile, where it is of one vector, is moved back to end with the row.
     *
     * @param code the routine, which grows
     * @param widths the vectors of a tile, the widest first; the last ones end with the row
     * @param ends where the others end
     * @param body the statements of a tile
     */
    private static void columns(
            RoutineCode code,
            List<Integer> widths,
            IntFunction<Value> ends,
            IntFunction<List<Statement>> body) {
        final int last = widths.get(widths.size() - 1);
        Value from = new Value.Whole(0);
        for (final int width : widths) {
            final List<Statement> statements = new ArrayList<>();
            Value end = Value.name("width");
            if (width == 1) {
                final Value latest = Value.difference(Value.name("width"), vectors(1));
                final Value first = new Value.Binary(BinaryFunction.MIN, Value.name("j"), latest);
                statements.add(declare(Kind.INDEX, "from", first));
                final Value skip = Value.difference(Value.name("j"), Value.name("from"));
                statements.add(declare(Kind.INDEX, "skip", skip));
            }
            if (width != last) {
                end = Value.name("wide" + width);
                code.add(declare(Kind.INDEX, "wide" + width, ends.apply(width)));
            }
            statements.addAll(body.apply(width));
            code.add(new Statement.Loop("j", from, end, vectors(width), statements, ""));
            from = end;
        }
    }
}
