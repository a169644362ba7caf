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
import java.util.function.Function;
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

    /**
     * Columns that tiles of one width take.
     *
     * @param vectors the vectors of a tile
     * @param from the first column
     * @param end the one behind the last
     */
    record Part(int vectors, Value from, Value end) {

        /**
         * Runs over the columns with tiles, which leave alone what the one before has computed.
         *
         * @param body the statements of a tile
         * @return the loop
         */
        Statement tiles(List<Statement> body) {
            if (vectors > 1) {
                return loop(body);
            }
            final List<Statement> statements = new ArrayList<>();
            final Value skip = Value.difference(Value.name("j"), Value.name("from"));
            statements.add(declare(Kind.INDEX, "skip", skip));
            statements.addAll(body);
            return loop(statements);
        }

        /**
         * Runs over the columns, {@code j}. The last step, where it is of one vector, is moved back
         * to end with the row.
         *
         * @param body what happens to some vectors
         * @return the loop
         */
        Statement loop(List<Statement> body) {
            final List<Statement> statements = new ArrayList<>();
            if (vectors == 1) {
                final Value latest = Value.difference(Value.name("width"), RoutineCode.vectors(1));
                final Value first = new Value.Binary(BinaryFunction.MIN, Value.name("j"), latest);
                statements.add(declare(Kind.INDEX, "from", first));
            }
            statements.addAll(body);
            return new Statement.Loop("j", from, end, RoutineCode.vectors(vectors), statements, "");
        }
    }

    /** Columns in tiles of up to some vectors, which fit into the registers of every processor. */
    void columns(RoutineCode code, int most, IntFunction<List<Statement>> body) {
        parts(
                code,
                widths(most, isWide ? CostModel.TILE_VECTORS : 1),
                vectors -> whole("width", vectors(vectors)),
                part -> part.tiles(body.apply(part.vectors())));
    }

    /**
     * Columns in tiles of four vectors where there are registers for their sums, of two elsewhere.
     *
     * @param code the routine, which grows
     * @param rows the rows of the largest tile, a word
     * @param body the statements of a tile of some vectors
     */
    void columnsInRegisters(RoutineCode code, String rows, IntFunction<List<Statement>> body) {
        partsInRegisters(code, rows, part -> part.tiles(body.apply(part.vectors())));
    }

    /**
     * The parts of the columns of which tiles of one width take each, as {@link
     * #columnsInRegisters}.
     *
     * @param code the routine, which grows
     * @param rows the rows of the largest tile, a word
     * @param body what happens to the columns of one width of tiles
     */
    void partsInRegisters(RoutineCode code, String rows, Function<Part, Statement> body) {
        code.add(registersFor(rows));
        parts(
                code,
                widths(CostModel.TILE_VECTORS, isWide ? CostModel.FEW_TILE_VECTORS : 1),
                this::end,
                body);
    }

    /**
     * Says why the widest tiles ask for registers.
     *
     * @param rows the rows of the largest tile, a word
     * @return the remark
     */
    static Statement registersFor(String rows) {
        return new Statement.Remark("Sums of " + rows + " by four need 32 registers.");
    }

    /** Rows of the largest tile of some vectors. */
    static int most(int vectors) {
        return vectors == CostModel.FEW_TILE_VECTORS
                ? CostModel.FEW_TILE_ROWS
                : CostModel.TILE_ROWS;
    }

    /** Rows of the tiles of some vectors that share a matrix: few are left for tiles of one. */
    static List<Integer> sizes(int vectors) {
        return List.of(most(vectors), most(vectors) - 1, 1);
    }

    private static List<Integer> widths(int most, int least) {
        return Stream.iterate(most, vectors -> vectors >= least, vectors -> vectors / 2).toList();
    }

    /** Where tiles of some vectors end. */
    private Value end(int vectors) {
        final Value end = whole("width", vectors(vectors));
        return vectors == CostModel.TILE_VECTORS
                ? inRegisters(isWide ? Value.name("width") : end)
                : end;
    }

    /** A number where there are registers for 24 sums, zero elsewhere. */
    static Value inRegisters(Value number) {
        return new Value.Select(
                Comparison.LESS,
                new Value.RegisterCount(),
                new Value.Whole(CostModel.TILE_REGISTERS),
                new Value.Whole(0),
                number);
    }

    /**
     * Cuts the columns into parts: tiles of the widest as often as they fit, then narrower ones.
     *
     * @param code the routine, which grows
     * @param widths the vectors of a tile, the widest first; the last ones end with the row
     * @param ends where the others end
     * @param body what happens to the columns of one width of tiles
     */
    private static void parts(
            RoutineCode code,
            List<Integer> widths,
            IntFunction<Value> ends,
            Function<Part, Statement> body) {
        final int last = widths.get(widths.size() - 1);
        Value from = new Value.Whole(0);
        for (final int width : widths) {
            Value end = Value.name("width");
            if (width != last) {
                end = Value.name("wide" + width);
                code.add(declare(Kind.INDEX, "wide" + width, ends.apply(width)));
            }
            code.add(body.apply(new Part(width, from, end)));
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
                final boolean oneLess = size == sizes.get(0) && sizes.contains(size - 1);
                loops.add(declare(Kind.INDEX, "in" + size, end(below, from, size, oneLess)));
            }
            loops.add(new Statement.Loop(index, from, end, size, List.of(tile.apply(size)), ""));
            from = end;
        }
        return loops;
    }

    /** Where groups of a size end, behind which there may be some of one row less. */
    private static Value end(String below, Value from, int size, boolean oneLess) {
        final boolean fromZero = from.equals(new Value.Whole(0));
        final Value left = fromZero ? Value.name(below) : Value.difference(Value.name(below), from);
        final Value by = new Value.Whole(size);
        final Value rows =
                oneLess
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
