package dev.tapeless.processor.schedule.product;

import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.names;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.plan.CostModel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** How the rows and the columns of a matrix of results are cut into tiles. */
final class TileLoops {

    private final boolean isWide;

    /**
     * The loops for rows of results of a length.
     *
     * @param isWide whether the widest tile divides the length on every processor, so that narrower
     *     ones are not needed
     */
    TileLoops(boolean isWide) {
        this.isWide = isWide;
    }

    /** Columns in tiles of up to some vectors, which fit into the registers of every processor. */
    void columns(RoutineCode code, int most, IntFunction<List<Statement>> body) {
        columns(
                code,
                widths(most, isWide ? CostModel.TILE_VECTORS : 1),
                vectors -> whole("width", vectors(vectors)),
                body);
    }

    /**
     * Columns in tiles of four vectors where there are registers for their sums, of two elsewhere.
     *
     * @param code the routine, which grows
     * @param rows the rows of the largest tile, a word
     * @param body the statements of a tile of some vectors
     */
    void columnsInRegisters(RoutineCode code, String rows, IntFunction<List<Statement>> body) {
        code.add(new Statement.Remark("Sums of " + rows + " by four need 32 registers."));
        columns(
                code,
                widths(CostModel.TILE_VECTORS, isWide ? CostModel.FEW_TILE_VECTORS : 1),
                this::end,
                body);
    }

    private static List<Integer> widths(int most, int least) {
        return Stream.iterate(most, vectors -> vectors >= least, vectors -> vectors / 2).toList();
    }

    /** Where tiles of some vectors end. */
    private Value end(int vectors) {
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

    /** Runs over an index in groups of falling sizes, as many of each as there are. */
    static List<Statement> rows(
            String index,
            Value start,
            String below,
            List<Integer> sizes,
            IntFunction<Statement> tile) {
        final List<Statement> loops = new ArrayList<>();
        Value from = start;
        for (final int size : sizes) {
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
    static Value whole(String size, Value step) {
        return Value.product(new Value.Binary(BinaryFunction.DIVIDE, Value.name(size), step), step);
    }

    /** A call of a tile at the current column. */
    static Statement call(Routine tile, List<Value> arguments, int vectors) {
        final List<Value> all = new ArrayList<>(arguments);
        all.addAll(vectors == 1 ? names("from", "skip") : names("j"));
        return new Statement.Call(tile, all);
    }

    /** Appends rows of a matrix to the arguments of a call. */
    static void elements(List<Value> arguments, String matrix, int rows, IntFunction<Value> index) {
        for (int r = 0; r < rows; r++) {
            arguments.add(new Value.Element(Value.name(matrix), index.apply(r)));
        }
    }
}
