package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Nest;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.window.WindowLayout.Places;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the weights of a convolution in tiles of vectors, each over a block of places
 * that stays in the first cache. A sum runs over the samples, their rows and columns, in this
 * order; all sums are added to the gradient at the end. Units that do not fill vectors are padded.
 * Threads divide the rows of tiles.
 */
final class WeightGradientTiles {

    private final WindowFrame frame;
    private final WindowProduct product;
    private final WindowLayout layout;
    private final int width;
    private final int vectors;
    private final boolean isWhole;
    private final List<Counter> rows;
    private final Counter column;
    private final boolean isPlane;
    private final TileRows tileRows;
    private String x;
    private String dy;
    private String sums;
    private String u;

    WeightGradientTiles(WindowFrame frame) {
        this.frame = frame;
        this.product = frame.product();
        this.layout = frame.layout();
        this.width = WindowFrame.padded(product.units());
        this.vectors = WindowTiling.vectors(width);
        this.isWhole = width == product.units();
        this.rows = new ArrayList<>(frame.rows());
        this.column = new Counter("j", layout.columns().extent());
        this.isPlane = !rows.isEmpty() && column.extent() <= most();
        this.tileRows = TileRows.of(layout, vectors);
    }

    /** Writes the loops and says what they are like. */
    String write() {
        frame.scope().from(tileRows.count());
        frame.scope().to(tileRows.count());
        x = frame.elements().row(product.x());
        final String dyRow = frame.elements().row(product.y());
        final int length = product.elements() * width;
        sums = frame.own("Sums", length);
        frame.elements().once().add(new Statement.Fill(Value.name(sums), length, 0));
        dy = isWhole ? dyRow : frame.own("Panel", most() * width);
        u = frame.scope().name("u");
        frame.target().add(blocks(dyRow));
        frame.target().last(added());
        return "tiles of weights by "
                + WindowFrame.vectorsOf(vectors, Counted.all(product.units(), "unit"))
                + ", which run over the places of a sample";
    }

    /** Places of a block. */
    private int most() {
        return Math.max(1, CostModel.WINDOW_BLOCK / width);
    }

    // Blocks of places ---------------------------------------------------------------------------

    /** Whole rows where they are short, parts of a row where it is long. */
    private List<Statement> blocks(String dyRow) {
        if (!isPlane) {
            return Counter.around(rows, steps(column, most(), "columns", dyRow));
        }
        final Counter last = rows.remove(rows.size() - 1);
        return Counter.around(rows, steps(last, most() / column.extent(), "rows", dyRow));
    }

    /**
     * A loop over blocks of rows or of columns.
     *
     * @param counter runs over them
     * @param most how many a block has at most
     * @param name what they are
     * @param dyRow the gradients of the results
     */
    private List<Statement> steps(Counter counter, int most, String name, String dyRow) {
        final int extent = counter.extent();
        final int step = Math.min(most, extent);
        final List<Statement> body = new ArrayList<>();
        Value count = new Value.Whole(step);
        if (extent % step != 0) {
            final Value rest =
                    Value.difference(new Value.Whole(extent), Value.name(counter.name()));
            final Value least = new Value.Binary(BinaryFunction.MIN, count, rest);
            final String local = frame.scope().name(name);
            body.add(new Declare(Kind.INDEX, local, least, ""));
            count = Value.name(local);
        }

        final Index start = step == extent ? Index.of(0) : Counter.named(counter.name());
        Index at = frame.row(rows, Places::x);
        Index place = frame.row(rows, Places::y);
        final Places along = layout.places().get(layout.places().size() - (isPlane ? 2 : 1));
        at = at.plus(start.times(along.x()));
        place = place.plus(start.times(along.y()));
        Value places = count;
        if (isPlane) {
            places =
                    count instanceof Value.Whole whole
                            ? new Value.Whole(whole.value() * column.extent())
                            : Value.product(count, new Value.Whole(column.extent()));
        }
        body.addAll(block(dyRow, at, place, count, places));
        return step == extent
                ? body
                : List.of(
                        new Statement.Loop(
                                counter.name(),
                                new Value.Whole(0),
                                new Value.Whole(extent),
                                step,
                                body,
                                ""));
    }

    private List<Statement> block(String dyRow, Index at, Index place, Value size, Value places) {
        final List<Statement> body = new ArrayList<>();
        final String inX = frame.declare("at", at, body);
        final String from = frame.declare("from", place.times(product.units()), body);
        if (!isWhole) {
            final Counter p = new Counter(frame.scope().name("p"), Integer.MAX_VALUE);
            final Index in = Counter.named(from).plus(Index.of(p).times(product.units()));
            final Index to = Index.of(p).times(width);
            final Statement copy = WindowFrame.copy(dyRow, in, dy, to, product.units());
            body.add(Statement.loop(p.name(), places, List.of(copy)));
        }
        body.addAll(tiles(Counter.named(inX), isWhole ? Counter.named(from) : Index.of(0), size));
        return body;
    }

    // Tiles of weights ---------------------------------------------------------------------------

    private List<Statement> tiles(Index at, Index from, Value size) {
        final List<Statement> body = new ArrayList<>();
        final String r = frame.scope().name("r");
        final TileRows.Place place = tileRows.place(r, frame, body);
        final Index inX = at.plus(place.x());
        final int rest = tileRows.last();
        final Statement whole = call(inX, place.weight(), tileRows.step(), from, size);
        if (rest == tileRows.step()) {
            body.add(whole);
        } else {
            body.add(
                    new Statement.WhenFewer(
                            place.number().value(),
                            tileRows.perRow() - 1,
                            List.of(whole),
                            List.of(call(inX, place.weight(), rest, from, size)),
                            "The last tile of a row of the window has the weights that are left."));
        }
        return List.of(frame.scope().eachRow(r, tileRows.count(), body));
    }

    private Statement call(Index at, Index weight, int count, Index from, Value size) {
        final List<Integer> offsets = tileRows.offsets(count);
        final List<Value> arguments = new ArrayList<>();
        arguments.add(Value.name(x));
        arguments.add(at.value());
        arguments.add(Value.name(dy));
        arguments.add(from.plus(Counter.named(u)).value());
        arguments.add(size);
        arguments.add(Value.name(sums));
        arguments.add(weight.times(width).plus(Counter.named(u)).value());
        return WindowFrame.inVectors(
                u,
                width,
                vectors,
                new Statement.Call(
                        frame.tiles().weightGradient(offsets, vectors, width, isPlane), arguments));
    }

    // The gradient -------------------------------------------------------------------------------

    private List<Statement> added() {
        final KernelScope scope = frame.scope();
        final List<Statement> code = new ArrayList<>();
        final Value from = scope.from(tileRows.count());
        final Value to = scope.to(tileRows.count());
        final Value first = tileRows.firstWeight(from, "first", frame, code);
        final Value below = tileRows.firstWeight(to, "below", frame, code);
        final String t = scope.name("t");
        final Counter unit = new Counter(scope.name("unit"), product.units());
        final Nest nest = new Nest(scope, List.of(unit));
        final Value place =
                frame.target().place(frame.weightAt(Counter.named(t), Index.of(unit)), nest);
        final Index at = Counter.named(t).times(width).plus(Index.of(unit));
        final Value sum = new Value.Element(Value.name(sums), nest.place(at));
        final List<Statement> row = nest.around(List.of(new Statement.Increase(place, sum, "")));
        code.add(new Statement.Loop(t, first, below, 1, row, ""));
        return code;
    }
}
