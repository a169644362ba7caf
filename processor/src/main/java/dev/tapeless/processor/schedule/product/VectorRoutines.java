package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.row;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Whole products in vectors, cut into {@link Tiles}. A block of the matrix, some vectors wide, is
 * copied into a panel that stays in the first cache while the rows of all samples pass by: read one
 * behind the other its vectors come faster than from rows apart, and a transposed block costs no
 * more to copy than another.
 */
public final class VectorRoutines {

    /** Vectors of results in the tiles of one row that reads the weights as they lie. */
    private static final List<Integer> ROW_WIDTHS = List.of(8, 4, 2, 1);

    /** Vectors of results in other tiles, the widest first. */
    private static final List<Integer> WIDTHS = List.of(CostModel.TILE_VECTORS, 1);

    /** Rows of results in those, the most first. */
    private static final List<Integer> ROWS = List.of(CostModel.TILE_ROWS, 8, 4, 1);

    /** The same where few registers hold vectors. */
    private static final List<Integer> FEWER_ROWS = List.of(CostModel.FEWER_TILE_ROWS, 4, 1);

    private final boolean isWide;

    /**
     * The routines for rows of results of a length.
     *
     * @param width results in a row; a multiple of the widest tile on every processor gets routines
     *     without narrower ones
     */
    public VectorRoutines(int width) {
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
                ROW_WIDTHS,
                vectors ->
                        List.of(call(Tiles.row(vectors), names("x", "w", "inputs", "y"), vectors)));
        return code.finish("y[j] += sum over i of x[i] * w[i][j] for one sample.");
    }

    /** {@code y[s][j] += sum over i of x[s][i] * w[i][j]} for all samples. */
    public Routine addProduct() {
        final RoutineCode code = product(name("addProduct"));
        final List<Value> row =
                List.of(
                        Value.element("x", "s"),
                        Value.name("w"),
                        Value.name("terms"),
                        Value.element("y", "s"),
                        Value.name("width"));
        final Statement eachRow =
                new Statement.Loop(
                        "s",
                        Value.name("begin"),
                        Value.name("end"),
                        1,
                        List.of(new Statement.Call(addRow(), row)),
                        "");
        code.add(
                chunks(
                        new Statement.WhenFewer(
                                Value.difference(Value.name("end"), Value.name("begin")),
                                CostModel.TILE_ROWS,
                                List.of(eachRow),
                                List.of(
                                        chunk(
                                                addChunk(
                                                        "addPacked",
                                                        VectorRoutines::packedColumns))),
                                "Few samples read the weights as they lie.")));
        return code.finish(
                "y[s][j] += sum over i of x[s][i] * w[i][j] for all samples, i below terms.");
    }

    /** {@code y[s][j] += sum over u of x[s][u] * w[j][u]} for all samples. */
    public Routine addTransposedProduct() {
        final RoutineCode code = product(name("addTransposedProduct"));
        code.add(chunks(chunk(addChunk("addTransposed", VectorRoutines::transposedColumns))));
        return code.finish(
                "y[s][j] += sum over u of x[s][u] * w[j][u] for all samples, u below terms.");
    }

    private static RoutineCode product(String name) {
        return new RoutineCode(name)
                .with(Kind.ROWS, "x", "w")
                .with(Kind.INDEX, "terms")
                .with(Kind.ROWS, "y")
                .with(Kind.INDEX, "width", "n")
                .with(Kind.ROW, "panel", "copies");
    }

    /** A loop over as many samples as are copied at once. */
    private static Statement chunks(Statement chunk) {
        final Value end =
                new Value.Binary(
                        BinaryFunction.MIN,
                        Value.offset("begin", CostModel.COPIED_ROWS),
                        Value.name("n"));
        return new Statement.Loop(
                "begin",
                new Value.Whole(0),
                Value.name("n"),
                CostModel.COPIED_ROWS,
                List.of(declare(Kind.INDEX, "end", end), chunk),
                "");
    }

    private static Statement chunk(Routine routine) {
        return new Statement.Call(
                routine, names("x", "w", "terms", "y", "width", "begin", "end", "panel", "copies"));
    }

    /** The product for some samples, in blocks of the sums. */
    private Routine addChunk(String stem, IntFunction<List<Statement>> tiles) {
        final RoutineCode code = new RoutineCode(name(stem));
        code.with(Kind.ROWS, "x", "w").with(Kind.INDEX, "terms").with(Kind.ROWS, "y");
        code.with(Kind.INDEX, "width", "begin", "end").with(Kind.ROW, "panel", "copies");
        final RoutineCode block = new RoutineCode("");
        block.add(
                new Statement.Call(
                        copyRows(), names("x", "begin", "end", "first", "rows", "copies")));
        columns(block, WIDTHS, tiles);
        blocks("terms", CostModel.PANEL_ROWS, block.statements()).forEach(code::add);
        return code.finish(
                "The product for the samples from begin to end: their rows are copied one behind"
                        + " the other, and parts of the matrix into a panel.");
    }

    /** The first tile of some columns fills the panel. */
    private static List<Statement> packedColumns(int vectors) {
        return byRegisters(vectors, rows -> packedColumns(rows, vectors));
    }

    private static List<Statement> packedColumns(List<Integer> sizes, int vectors) {
        final int most = sizes.get(0);
        final List<Statement> statements = new ArrayList<>();
        final List<Value> arguments = new ArrayList<>(names("copies"));
        arguments.add(new Value.Whole(0));
        arguments.addAll(names("w", "first", "rows", "panel"));
        results("y", "begin", most, arguments);
        statements.add(call(Tiles.packingProduct(most, vectors), arguments, vectors));
        statements.addAll(
                groups(
                        "s",
                        Value.offset("begin", most),
                        "end",
                        sizes,
                        rows -> productTile(rows, vectors)));
        return statements;
    }

    private static List<Statement> transposedColumns(int vectors) {
        final List<Value> arguments = new ArrayList<>(names("w", "first", "rows"));
        arguments.add(Value.name(vectors == 1 ? "from" : "j"));
        arguments.add(Value.name("panel"));
        final List<Statement> statements = new ArrayList<>();
        statements.add(new Statement.Call(packTransposed(vectors), arguments));
        statements.addAll(
                byRegisters(
                        vectors,
                        sizes ->
                                groups(
                                        "s",
                                        Value.name("begin"),
                                        "end",
                                        sizes,
                                        rows -> productTile(rows, vectors))));
        return statements;
    }

    /** Tiles of as many rows as there are registers for; of one vector, all have enough. */
    private static List<Statement> byRegisters(
            int vectors, Function<List<Integer>, List<Statement>> tiles) {
        if (vectors == 1) {
            return tiles.apply(ROWS);
        }
        return List.of(
                new Statement.WhenFewer(
                        new Value.RegisterCount(),
                        CostModel.MANY_REGISTERS,
                        tiles.apply(FEWER_ROWS),
                        tiles.apply(ROWS),
                        ""));
    }

    private static List<Statement> productTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>(names("copies", "at", "rows", "panel"));
        results("y", "s", rows, arguments);
        return List.of(
                declare(Kind.INDEX, "at", copyOf("s")),
                call(Tiles.product(rows, vectors), arguments, vectors));
    }

    /** Where the copy of a part of a row begins. */
    private static Value copyOf(String sample) {
        return Value.product(
                Value.difference(Value.name(sample), Value.name("begin")),
                new Value.Whole(CostModel.COPIED_ROW));
    }

    /** Appends rows of results from an index on. */
    private static void results(String stem, String index, int rows, List<Value> arguments) {
        for (int r = 0; r < rows; r++) {
            arguments.add(row(stem, index, r));
        }
    }

    /** {@code copies[s - begin] = x[s][first..]}. */
    private static Routine copyRows() {
        final RoutineCode code = new RoutineCode("copyRows");
        code.with(Kind.ROWS, "x").with(Kind.INDEX, "begin", "end", "first", "length");
        code.with(Kind.ROW, "copies");
        final Statement copy =
                new Statement.CopyPart(
                        Value.element("x", "s"),
                        Value.name("first"),
                        Value.name("copies"),
                        copyOf("s"),
                        Value.name("length"));
        code.add(
                new Statement.Loop(
                        "s", Value.name("begin"), Value.name("end"), 1, List.of(copy), ""));
        return code.finish(
                "Copies a part of some rows: one array instead of many leaves registers to the"
                        + " sums.");
    }

    /** {@code g[i][j] += sum over s of x[s][i] * dy[s][j]} for some rows i. */
    public Routine addGradient() {
        final RoutineCode code = new RoutineCode(name("addGradient"));
        code.with(Kind.ROWS, "x", "dy").with(Kind.INDEX, "n");
        code.with(Kind.ROWS, "g").with(Kind.INDEX, "begin", "end", "width").with(Kind.ROW, "panel");
        final RoutineCode block = new RoutineCode("");
        columns(
                block,
                WIDTHS,
                vectors -> {
                    final List<Statement> tiles = new ArrayList<>();
                    tiles.add(
                            new Statement.Call(
                                    Tiles.pack(vectors),
                                    names(
                                            "dy",
                                            "first",
                                            "rows",
                                            "panel",
                                            vectors == 1 ? "from" : "j")));
                    tiles.addAll(
                            byRegisters(
                                    vectors,
                                    sizes ->
                                            groups(
                                                    "i",
                                                    Value.name("begin"),
                                                    "end",
                                                    sizes,
                                                    rows -> List.of(gradientTile(rows, vectors)))));
                    return tiles;
                });
        blocks("n", CostModel.PANEL_SAMPLES, block.statements()).forEach(code::add);
        return code.finish(
                "g[i][j] += sum over s of x[s][i] * dy[s][j], in ascending order of s, i from begin"
                        + " to end.");
    }

    private static Statement gradientTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>(names("x", "first", "rows", "panel"));
        results("g", "i", rows, arguments);
        arguments.add(Value.name("i"));
        return call(Tiles.gradient(rows, vectors), arguments, vectors);
    }

    /** {@code panel[t][c] = matrix[column + c][first + t]} for some vectors of columns. */
    private static Routine packTransposed(int vectors) {
        final int together = CostModel.TRANSPOSED_ROWS;
        final RoutineCode code = new RoutineCode("packTransposed" + vectors);
        code.with(Kind.ROWS, "matrix").with(Kind.INDEX, "first", "rows", "column");
        code.with(Kind.ROW, "panel");
        final Value by = new Value.Whole(together);
        final Value whole = Value.product(divided(vectors(vectors), by), by);
        code.add(declare(Kind.INDEX, "whole", whole));
        code.add(transposedRows(vectors, new Value.Whole(0), Value.name("whole"), together));
        code.add(transposedRows(vectors, Value.name("whole"), vectors(vectors), 1));
        return code.finish(
                "panel[t][c] = matrix[column + c][first + t] for some columns of a matrix.");
    }

    /** The length of a row of the panel is a constant, so that no index needs to be checked. */
    private static Statement transposedRows(int vectors, Value from, Value below, int rows) {
        final List<Statement> body = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final Value term = Value.sum(Value.name("first"), Value.name("t"));
        final Value start =
                Value.sum(Value.product(Value.name("t"), vectors(vectors)), Value.name("c"));
        inner.add(declare(Kind.INDEX, "p", start));
        for (int r = 0; r < rows; r++) {
            final Value column = Value.sum(Value.name("column"), Value.offset("c", r));
            final Value source = new Value.Element(Value.name("matrix"), column);
            body.add(declare(Kind.ROW, "row" + r, source));
            inner.add(assign(row("panel", "p", r), new Value.Element(Value.name("row" + r), term)));
        }
        body.add(Statement.loop("t", Value.name("rows"), inner));
        return new Statement.Loop("c", from, below, rows, body, "");
    }

    /** Cuts sums into blocks of about one length, which fit into a panel. */
    private static List<Statement> blocks(String terms, int most, List<Statement> block) {
        final Value count = divided(Value.offset(terms, most - 1), new Value.Whole(most));
        final Value length =
                divided(
                        Value.difference(
                                Value.sum(Value.name(terms), Value.name("blocks")),
                                new Value.Whole(1)),
                        Value.name("blocks"));
        final Value rest = Value.difference(Value.name(terms), Value.name("first"));
        final List<Statement> body = new ArrayList<>();
        body.add(
                declare(
                        Kind.INDEX,
                        "rows",
                        new Value.Binary(BinaryFunction.MIN, rest, Value.name("length"))));
        body.addAll(block);
        return List.of(
                declare(Kind.INDEX, "blocks", count),
                declare(Kind.INDEX, "length", length),
                new Statement.Loop(
                        "first",
                        new Value.Whole(0),
                        Value.name(terms),
                        Value.name("length"),
                        body,
                        ""));
    }

    /** Runs over an index in groups, the largest as often as they fit. */
    private static List<Statement> groups(
            String index,
            Value start,
            String below,
            List<Integer> sizes,
            IntFunction<List<Statement>> tile) {
        final List<Statement> loops = new ArrayList<>();
        Value from = start;
        for (final int size : sizes) {
            Value end = Value.name(below);
            if (size > 1) {
                end = Value.name("in" + size);
                final Value rest = Value.difference(Value.name(below), from);
                final Value groups =
                        Value.product(divided(rest, new Value.Whole(size)), new Value.Whole(size));
                loops.add(declare(Kind.INDEX, "in" + size, Value.sum(from, groups)));
            }
            loops.add(new Statement.Loop(index, from, end, size, tile.apply(size), ""));
            from = end;
        }
        return loops;
    }

    private static Value divided(Value value, Value by) {
        return new Value.Binary(BinaryFunction.DIVIDE, value, by);
    }

    /** The largest multiple of a step that is not above a size. */
    private static Value whole(String size, Value step) {
        return Value.product(divided(Value.name(size), step), step);
    }

    /** A call of a tile at the current column. */
    private static Statement call(Routine tile, List<Value> arguments, int vectors) {
        final List<Value> all = new ArrayList<>(arguments);
        all.addAll(vectors == 1 ? names("from", "skip") : names("j"));
        return new Statement.Call(tile, all);
    }

    /**
     * Cuts the columns into tiles: the widest as often as they fit, then narrower ones. The last
     * tile, of one vector, is moved back to end with the row.
     */
    private void columns(
            RoutineCode code, List<Integer> widths, IntFunction<List<Statement>> body) {
        Value from = new Value.Whole(0);
        for (final int width : widths) {
            final boolean isLast = width == 1 || (isWide && width == CostModel.TILE_VECTORS);
            final List<Statement> statements = new ArrayList<>();
            Value end = Value.name("width");
            if (width == 1) {
                final Value last =
                        new Value.Binary(BinaryFunction.SUBTRACT, Value.name("width"), vectors(1));
                statements.add(
                        declare(
                                Kind.INDEX,
                                "from",
                                new Value.Binary(BinaryFunction.MIN, Value.name("j"), last)));
                statements.add(
                        declare(
                                Kind.INDEX,
                                "skip",
                                new Value.Binary(
                                        BinaryFunction.SUBTRACT,
                                        Value.name("j"),
                                        Value.name("from"))));
            } else if (!isLast) {
                end = Value.name("wide" + width);
                code.add(declare(Kind.INDEX, "wide" + width, whole("width", vectors(width))));
            }
            statements.addAll(body.apply(width));
            code.add(new Statement.Loop("j", from, end, vectors(width), statements, ""));
            from = end;
            if (isLast) {
                break;
            }
        }
    }
}
