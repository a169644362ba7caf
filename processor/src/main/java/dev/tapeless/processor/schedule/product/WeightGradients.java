package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;

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
 * Gradients of weights in vectors. The gradients of the results of a block of samples are copied
 * into panels, one behind the other for all columns of a band. A few rows of weights then pass all
 * panels before the next rows do: their gradients are read and written from the left to the right,
 * which the processor foresees, and their inputs are packed in front of the panels and stay in the
 * first cache.
 */
final class WeightGradients {

    /** Where the panel of a tile begins. */
    private static final String PLACE = "p";

    private final Routines routines;
    private final TileLoops loops;

    WeightGradients(Routines routines, TileLoops loops) {
        this.routines = routines;
        this.loops = loops;
    }

    /** {@code g[i][j] += sum over s of x[s][i] * dy[s][j]} for some rows i. */
    Routine routine(String name) {
        final RoutineCode code = new RoutineCode(name);
        code.with(Kind.ROWS, "x", "dy").with(Kind.INDEX, "n");
        code.with(Kind.ROWS, "g").with(Kind.INDEX, "begin", "end", "width").with(Kind.ROW, "panel");
        code.addAll(Panels.startOfInputs());
        code.addAll(groups());
        code.add(
                new Statement.Remark(
                        "A panel for each tile's columns, one behind the other; up to "
                                + CostModel.GRADIENT_ROWS
                                + " rows pass all of them before the next do, their inputs"
                                + " packed."));
        loops.partsInRegisters(code, "six", this::bands);
        return code.finish(
                "g[i][j] += sum over s of x[s][i] * dy[s][j], in ascending order of s, i from begin"
                        + " to end.");
    }

    private Statement bands(TileLoops.Part part) {
        final Value behind = Value.offset("band", CostModel.GRADIENT_COLUMNS);
        final List<Statement> body = new ArrayList<>();
        body.add(
                declare(
                        Kind.INDEX,
                        "behind",
                        new Value.Binary(BinaryFunction.MIN, behind, part.end())));
        final TileLoops.Part columns =
                new TileLoops.Part(part.vectors(), Value.name("band"), Value.name("behind"));
        final List<Statement> block = new ArrayList<>();
        block.add(columns.loop(copy(part.vectors())));
        block.add(rows(columns));
        body.addAll(Panels.blocks("n", CostModel.PANEL_SAMPLES, block));
        return new Statement.Loop(
                "band", part.from(), part.end(), CostModel.GRADIENT_COLUMNS, body, "");
    }

    private List<Statement> copy(int vectors) {
        return List.of(place(), Panels.copy(routines, "dy", vectors, PLACE));
    }

    private static Statement place() {
        final Value column = Value.difference(Value.name("j"), Value.name("band"));
        final Value before = Value.product(column, new Value.Whole(CostModel.PANEL_SAMPLES));
        return declare(Kind.INDEX, PLACE, Value.sum(Value.name(Panels.START), before));
    }

    /**
     * Groups of as many rows, a multiple of six, which tiles of six, or of four and of three, take
     * without rest. The last has what is left, so that seven and more groups may leave it less than
     * a tile.
     */
    private static List<Statement> groups() {
        final Value all = Value.difference(Value.name("end"), Value.name("begin"));
        final Value most = new Value.Whole(CostModel.GRADIENT_ROWS);
        final Value inTiles =
                Value.product(Value.name("groups"), new Value.Whole(CostModel.TILE_ROWS));
        final Value size =
                Value.product(ratioUp(all, inTiles), new Value.Whole(CostModel.TILE_ROWS));
        return List.of(
                declare(Kind.INDEX, "groups", ratioUp(all, most)),
                declare(Kind.INDEX, "size", size));
    }

    /** The rows of a block of samples, group by group. */
    private Statement rows(TileLoops.Part columns) {
        final Value left = Value.difference(Value.name("end"), Value.name("top"));
        final List<Statement> tiles = new ArrayList<>();
        tiles.add(place());
        tiles.addAll(
                TileLoops.rows(
                        "r",
                        new Value.Whole(0),
                        "count",
                        TileLoops.sizes(columns.vectors()),
                        rows -> tile(rows, columns.vectors())));
        final Value count = new Value.Binary(BinaryFunction.MIN, left, Value.name("size"));
        return new Statement.Loop(
                "top",
                Value.name("begin"),
                Value.name("end"),
                Value.name("size"),
                List.of(
                        declare(Kind.INDEX, "count", count),
                        Panels.copyInputs(routines, "x", "top", "count"),
                        columns.tiles(tiles)),
                "");
    }

    /** A ratio of whole numbers, rounded up; one where there are no rows. */
    private static Value ratioUp(Value number, Value by) {
        final Value less = Value.difference(number, new Value.Whole(1));
        final Value ratio = new Value.Binary(BinaryFunction.DIVIDE, less, by);
        return Value.sum(ratio, new Value.Whole(1));
    }

    private static Statement tile(int rows, int vectors) {
        final Value first = Value.sum(Value.name("top"), Value.name("r"));
        final List<Value> arguments = new ArrayList<>(names("panel"));
        arguments.add(Value.sum(Value.name(Panels.INPUTS), Value.name("r")));
        arguments.addAll(names(PLACE, "rows"));
        TileLoops.elements(
                arguments, "g", rows, r -> r == 0 ? first : Value.sum(first, new Value.Whole(r)));
        return TileLoops.call(Tiles.gradient(rows, vectors), arguments, vectors);
    }
}
