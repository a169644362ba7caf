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
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/**
 * Whole products in vectors, cut into {@link Tiles}. A block of the matrix, some vectors wide,
 * comes to lie in a panel that stays in the caches while the rows of all samples pass by: read one
 * behind the other its vectors come faster than from rows apart. The first tile of samples leaves
 * there what it reads of the weights, and fewer samples than it has read them as they lie;
 * gradients of results and transposed blocks are copied before.
 */
public final class VectorRoutines {

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

    /** {@code y[r][j] = b[j] + sum over i of x[r][i] * w[i][j]} for one, two or four samples. */
    private Routine directProduct(int rows) {
        final RoutineCode code =
                new RoutineCode(name(rows == 1 ? "productOfRow" : "productOf" + rows + "Rows"));
        code.withRows("x", rows).with(Kind.ROWS, "w").with(Kind.INDEX, "inputs");
        code.with(Kind.ROW, "b").withRows("y", rows).with(Kind.INDEX, "width");
        final IntFunction<List<Statement>> tile = vectors -> List.of(directTile(rows, vectors));
        if (rows == CostModel.DIRECT_TILE_ROWS) {
            loops.columnsInRegisters(code, "four", tile);
        } else {
            loops.columns(code, CostModel.DIRECT_SUMS / rows, tile);
        }
        return code.finish(
                "y[r][j] = b[j] + sum over i of x[r][i] * w[i][j] for "
                        + (rows == 1 ? "one sample." : rows + " samples."));
    }

    private static Statement directTile(int rows, int vectors) {
        final List<Value> arguments = new ArrayList<>();
        rowNames(arguments, "x", rows);
        arguments.addAll(names("w", "inputs"));
        arguments.addAll(Collections.nCopies(rows, Value.name("b")));
        rowNames(arguments, "y", rows);
        return TileLoops.call(Tiles.direct(rows, vectors), arguments, vectors);
    }

    /** Appends a stem with the number of each row. */
    private static void rowNames(List<Value> arguments, String stem, int rows) {
        for (int r = 0; r < rows; r++) {
            arguments.add(Value.name(stem + r));
        }
    }

    /**
     * {@code y[s][j] = b[j] + sum over i of x[s][i] * w[i][j]} for all samples.
     *
     * @param terms how many products a sum has
     * @return the routine, which has further blocks where there are many
     */
    public Routine product(int terms) {
        return routines.get(
                name(Panels.name("product", terms)), name -> product(name, Panels.isLong(terms)));
    }

    private Routine product(String name, boolean isLong) {
        final RoutineCode code = parameters(name);
        code.add(
                new Statement.WhenFewer(
                        Value.name("n"),
                        CostModel.PACKING_TILE_ROWS,
                        TileLoops.rows("s", new Value.Whole(0), "n", FEW_SAMPLES, this::directRows),
                        inPanels(isLong, VectorRoutines::packedProduct),
                        "Few samples read the weights as they lie."));
        return code.finish(
                "y[s][j] = b[j] + sum over i of x[s][i] * w[i][j] for all samples, i below terms.");
    }

    private Statement directRows(int rows) {
        final List<Value> arguments = new ArrayList<>();
        TileLoops.elements(arguments, "x", rows, r -> Value.offset("s", r));
        arguments.addAll(names("w", "terms", "b"));
        TileLoops.elements(arguments, "y", rows, r -> Value.offset("s", r));
        arguments.add(Value.name("width"));
        return new Statement.Call(directProduct(rows), arguments);
    }

    /**
     * {@code y[s][j] = b[j] + sum over u of x[s][u] * w[j][u]} for all samples.
     *
     * @param terms how many products a sum has
     * @return the routine, which has further blocks where there are many
     */
    public Routine transposedProduct(int terms) {
        return routines.get(
                name(Panels.name("transposedProduct", terms)),
                name -> transposedProduct(name, Panels.isLong(terms)));
    }

    private Routine transposedProduct(String name, boolean isLong) {
        final RoutineCode code = parameters(name);
        code.addAll(inPanels(isLong, this::transposedProduct));
        return code.finish(
                "y[s][j] = b[j] + sum over u of x[s][u] * w[j][u] for all samples, u below terms.");
    }

    /** The parameters of a product for all samples. */
    static RoutineCode parameters(String name) {
        return new RoutineCode(name)
                .with(Kind.ROWS, "x", "w")
                .with(Kind.INDEX, "terms")
                .with(Kind.ROW, "b")
                .with(Kind.ROWS, "y")
                .with(Kind.INDEX, "width", "n")
                .with(Kind.ROW, "panel");
    }

    private List<Statement> inPanels(
            boolean isLong, BiFunction<Panels.Block, Integer, List<Statement>> tiles) {
        final RoutineCode code = new RoutineCode("");
        code.add(Panels.start());
        loops.columnsInRegisters(
                code,
                "six",
                vectors -> Panels.blocks(isLong, block -> tiles.apply(block, vectors)));
        return code.statements();
    }

    /** The first tile reads the matrix and fills the panel, instead of a copy that would wait. */
    private static List<Statement> packedProduct(Panels.Block block, int vectors) {
        final int first = Math.min(CostModel.PACKING_TILE_ROWS, TileLoops.most(vectors));
        final List<Value> arguments = new ArrayList<>();
        TileLoops.elements(arguments, "x", first, Value.Whole::new);
        arguments.addAll(List.of(Value.name("w"), block.first(), block.terms()));
        arguments.addAll(names("panel", Panels.START));
        block.addStarts(arguments, "y", first, Value.Whole::new);
        arguments.add(Value.name("y"));
        final List<Statement> statements = new ArrayList<>();
        statements.add(TileLoops.call(Tiles.packing(first, vectors), arguments, vectors));
        statements.addAll(sampleTiles(block, new Value.Whole(first), vectors));
        return statements;
    }

    private List<Statement> transposedProduct(Panels.Block block, int vectors) {
        final List<Statement> statements = new ArrayList<>();
        statements.add(Panels.copyTransposed(routines, "w", block, vectors));
        statements.addAll(sampleTiles(block, new Value.Whole(0), vectors));
        return statements;
    }

    private static List<Statement> sampleTiles(Panels.Block block, Value from, int vectors) {
        // Pairs, where the largest tiles and those of one row less leave some.
        final List<Integer> sizes = new ArrayList<>(TileLoops.sizes(vectors));
        sizes.add(sizes.size() - 1, CostModel.REST_TILE_ROWS);
        return TileLoops.rows(
                "s",
                from,
                "n",
                sizes,
                rows ->
                        TileLoops.call(
                                Tiles.product(rows, vectors),
                                block.tileArguments("x", "y", "s", rows),
                                vectors));
    }

    /** {@code g[i][j] += sum over s of x[s][i] * dy[s][j]} for some rows i. */
    public Routine addGradient() {
        return routines.get(
                name("addGradient"), name -> new WeightGradients(routines, loops).routine(name));
    }
}
