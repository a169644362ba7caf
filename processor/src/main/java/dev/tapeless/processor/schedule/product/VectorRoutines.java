package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.names;

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
 * leaves there what it reads of the weights, and fewer samples than it has read them as they lie;
 * gradients of results and transposed blocks are copied before.
 */
public final class VectorRoutines {

    /** Samples of the tiles over a panel; pairs, where tiles of six and of five leave some. */
    private static final List<Integer> SAMPLES =
            List.of(CostModel.TILE_ROWS, CostModel.TILE_ROWS - 1, CostModel.REST_TILE_ROWS, 1);

    /** Samples of the tiles that read the weights as they lie. */
    private static final List<Integer> FEW_SAMPLES = List.of(CostModel.DIRECT_TILE_ROWS, 2, 1);

    private final Routines routines;
    private final boolean isWide;
    private final TileLoops loops;

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
        this.loops = new TileLoops(isWide);
    }

    /** The name of a routine for this length. */
    private String name(String stem) {
        return isWide ? stem + "Wide" : stem;
    }

    /** {@code y[r][j] += sum over i of x[r][i] * w[i][j]} for one, two or four samples. */
    private Routine addRows(int rows) {
        final RoutineCode code =
                new RoutineCode(name(rows == 1 ? "addRow" : "add" + rows + "Rows"));
        code.withRows("x", rows).with(Kind.ROWS, "w").with(Kind.INDEX, "inputs");
        code.withRows("y", rows).with(Kind.INDEX, "width");
        final IntFunction<List<Statement>> tile = vectors -> List.of(directTile(rows, vectors));
        if (rows == CostModel.DIRECT_TILE_ROWS) {
            loops.columnsInRegisters(code, "four", tile);
        } else {
            loops.columns(code, CostModel.DIRECT_SUMS / rows, tile);
        }
        return code.finish(
                "y[r][j] += sum over i of x[r][i] * w[i][j] for "
                        + (rows == 1 ? "one sample." : rows + " samples."));
    }

    private static Statement directTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>();
        rowNames(arguments, "x", rows);
        arguments.addAll(names("w", "inputs"));
        rowNames(arguments, "y", rows);
        return TileLoops.call(Tiles.direct(rows, vectors), arguments, vectors);
    }

    /** Appends a stem with the number of each row. */
    private static void rowNames(List<Value> arguments, String stem, int rows) {
        for (int r = 0; r < rows; r++) {
            arguments.add(Value.name(stem + r));
        }
    }

    /** {@code y[s][j] += sum over i of x[s][i] * w[i][j]} for all samples. */
    public Routine addProduct() {
        return routines.get(name("addProduct"), this::addProduct);
    }

    private Routine addProduct(String name) {
        final RoutineCode code = product(name);
        code.add(
                new Statement.WhenFewer(
                        Value.name("n"),
                        CostModel.PACKING_TILE_ROWS,
                        TileLoops.rows("s", new Value.Whole(0), "n", FEW_SAMPLES, this::directRows),
                        inPanels(VectorRoutines::packedProduct),
                        "Few samples read the weights as they lie."));
        return code.finish(
                "y[s][j] += sum over i of x[s][i] * w[i][j] for all samples, i below terms.");
    }

    private Statement directRows(int rows) {
        final List<Value> arguments = new ArrayList<>();
        TileLoops.elements(arguments, "x", rows, r -> Value.offset("s", r));
        arguments.addAll(names("w", "terms"));
        TileLoops.elements(arguments, "y", rows, r -> Value.offset("s", r));
        arguments.add(Value.name("width"));
        return new Statement.Call(addRows(rows), arguments);
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
        code.add(Panels.start());
        loops.columnsInRegisters(
                code,
                "six",
                vectors -> Panels.blocks("terms", CostModel.PANEL_ROWS, block.apply(vectors)));
        return code.statements();
    }

    /** The first tile reads the matrix and fills the panel, instead of a copy that would wait. */
    private static List<Statement> packedProduct(int vectors) {
        final int first = CostModel.PACKING_TILE_ROWS;
        final List<Value> arguments = new ArrayList<>();
        TileLoops.elements(arguments, "x", first, Value.Whole::new);
        arguments.addAll(names("w", "first", "rows", "panel", Panels.START, "y", "y"));
        final List<Statement> block = new ArrayList<>();
        block.add(TileLoops.call(Tiles.packing(first, vectors), arguments, vectors));
        block.addAll(sampleTiles(new Value.Whole(first), vectors));
        return block;
    }

    private List<Statement> transposedProduct(int vectors) {
        final List<Statement> block = new ArrayList<>();
        block.add(Panels.copyTransposed(routines, "w", vectors));
        block.addAll(sampleTiles(new Value.Whole(0), vectors));
        return block;
    }

    private static List<Statement> sampleTiles(Value from, int vectors) {
        return TileLoops.rows("s", from, "n", SAMPLES, rows -> productTile(rows, vectors));
    }

    private static Statement productTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>();
        TileLoops.elements(arguments, "x", rows, r -> Value.offset("s", r));
        arguments.addAll(names("first", "rows", "panel", Panels.START));
        TileLoops.elements(arguments, "y", rows, r -> Value.offset("s", r));
        return TileLoops.call(Tiles.product(rows, vectors), arguments, vectors);
    }

    /** {@code g[i][j] += sum over s of x[s][i] * dy[s][j]} for some rows i. */
    public Routine addGradient() {
        return routines.get(
                name("addGradient"), name -> new WeightGradients(routines, loops).routine(name));
    }
}
