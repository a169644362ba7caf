package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.expression.BinaryFunction;
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
import dev.tapeless.processor.schedule.window.WindowLayout.Taps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of the weights of a convolution in tiles of vectors, each over a block of places
 * that stays in the first cache. A sum runs over the samples, their rows and columns, in this
 * order; all sums are added to the gradient at the end. Units that do not fill vectors are padded.
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
    }

    /** Writes the loops and says what they are like. */
    String write() {
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
                + WindowFrame.vectorsOf(vectors, "the " + product.units() + " units")
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
        final List<Taps> outside = new ArrayList<>(layout.outsideOfRuns());
        final int run = layout.run();
        Taps along = new Taps(run, 1, 1);
        int together = 1;
        if (run < CostModel.WINDOW_SHORT_RUN && !outside.isEmpty()) {
            // Several short runs make up a tile.
            along = outside.remove(outside.size() - 1);
            together = run;
        }
        final List<Counter> counters = new ArrayList<>();
        Index inX = at;
        Index weight = Index.of(0);
        for (final Taps taps : outside) {
            final Counter counter = new Counter(frame.scope().name("k"), taps.extent());
            counters.add(counter);
            inX = inX.plus(Index.of(counter).times(taps.x()));
            weight = weight.plus(Index.of(counter).times(taps.weight()));
        }
        final int extent = along.extent();
        final int step = WindowTiling.exactPlaces(extent, vectors * together);
        final int whole = extent - extent % step;
        final List<Statement> calls = new ArrayList<>();
        if (whole == step) {
            calls.add(call(inX, weight, along, together, step, from, size));
        } else {
            final String t = frame.scope().name("m");
            final Index moved = inX.plus(Counter.named(t).times(along.x()));
            final Index first = weight.plus(Counter.named(t).times(along.weight()));
            calls.add(
                    new Statement.Loop(
                            t,
                            new Value.Whole(0),
                            new Value.Whole(whole),
                            step,
                            List.of(call(moved, first, along, together, step, from, size)),
                            ""));
        }
        if (extent > whole) {
            final Index moved = inX.plus(Index.of(whole * along.x()));
            final Index first = weight.plus(Index.of(whole * along.weight()));
            calls.add(call(moved, first, along, together, extent - whole, from, size));
        }
        return Counter.around(counters, calls);
    }

    private Statement call(
            Index at, Index weight, Taps along, int together, int count, Index from, Value size) {
        final List<Integer> offsets =
                IntStream.range(0, count)
                        .boxed()
                        .flatMap(k -> IntStream.range(0, together).mapToObj(e -> k * along.x() + e))
                        .toList();
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
        final Counter weight = new Counter(scope.name("t"), product.elements());
        final Counter unit = new Counter(scope.name("unit"), product.units());
        final Nest nest = new Nest(scope, List.of(weight, unit));
        final Value place =
                frame.target().place(frame.weightAt(Index.of(weight), Index.of(unit)), nest);
        final Index from = Index.of(weight).times(width).plus(Index.of(unit));
        final Value sum = new Value.Element(Value.name(sums), nest.place(from));
        return nest.around(List.of(new Statement.Increase(place, sum, "")));
    }
}
