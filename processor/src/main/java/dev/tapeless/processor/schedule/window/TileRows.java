package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.window.WindowLayout.Taps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights of a unit of a convolution, cut into tiles that are numbered in the order in which
 * the weights lie. So any tiles from one number to another are weights one behind the other, and
 * threads can divide them.
 *
 * @param outside the dimensions of the window outside of a tile
 * @param along the dimension along which tiles are cut
 * @param together neighbouring weights at each step along it
 * @param step steps of a tile; the last of a row may have fewer
 */
record TileRows(List<Taps> outside, Taps along, int together, int step) {

    /** Tiles that keep sums of so many vectors of units in registers. */
    static TileRows of(WindowLayout layout, int vectors) {
        final List<Taps> outside = new ArrayList<>(layout.outsideOfRuns());
        final int run = layout.run();
        if (run < CostModel.WINDOW_SHORT_RUN && !outside.isEmpty()) {
            // Several short runs make up a tile.
            final Taps along = outside.remove(outside.size() - 1);
            final int step = WindowTiling.exactPlaces(along.extent(), vectors * run);
            return new TileRows(outside, along, run, step);
        }
        final Taps along = new Taps(run, 1, 1);
        return new TileRows(outside, along, 1, WindowTiling.exactPlaces(run, vectors));
    }

    /** Tiles of one row of the window. */
    int perRow() {
        return (along.extent() + step - 1) / step;
    }

    /** All tiles. */
    int count() {
        return outside.stream().mapToInt(Taps::extent).reduce(perRow(), (a, b) -> a * b);
    }

    /** Steps of the last tile of a row. */
    int last() {
        return along.extent() - (perRow() - 1) * step;
    }

    /** Where the elements of x lie that the first steps of a tile meet. */
    List<Integer> offsets(int steps) {
        return IntStream.range(0, steps)
                .boxed()
                .flatMap(k -> IntStream.range(0, together).mapToObj(e -> k * along.x() + e))
                .toList();
    }

    /**
     * Where a tile lies.
     *
     * @param x the first element of x that it meets, counted from that of the window
     * @param weight its first weight
     * @param number its number in its row of the window
     */
    record Place(Index x, Index weight, Index number) {}

    /** The place of the tile with a number, and the statements that compute it. */
    Place place(String tile, WindowFrame frame, List<Statement> before) {
        Index rest = Counter.named(tile);
        Index number = Index.of(0);
        if (perRow() > 1 && outsideTiles() > 1) {
            final Index row = quotient(rest, perRow(), "row", frame, before);
            number = difference(rest, row.times(perRow()), "m", frame, before);
            rest = row;
        } else if (perRow() > 1) {
            number = rest;
        }
        Index x = number.times(step * along.x());
        Index weight = number.times(step * along.weight());
        int left = outsideTiles();
        for (int k = outside.size() - 1; k >= 0 && left > 1; k--) {
            final Taps taps = outside.get(k);
            left /= taps.extent();
            Index tap = rest;
            if (left > 1) {
                rest = quotient(tap, taps.extent(), "k", frame, before);
                tap = difference(tap, rest.times(taps.extent()), "l", frame, before);
            }
            x = x.plus(tap.times(taps.x()));
            weight = weight.plus(tap.times(taps.weight()));
        }
        return new Place(x, weight, number);
    }

    private int outsideTiles() {
        return count() / perRow();
    }

    /** The first weight of the tile with a number, or the number of weights behind the last. */
    Value firstWeight(Value tile, String name, WindowFrame frame, List<Statement> before) {
        final Index number = Counter.named(((Value.Name) tile).name());
        final int row = along.extent() * together;
        if (last() == step) {
            return number.times(step * together).value();
        }
        final Index rows = quotient(number, perRow(), name + "Row", frame, before);
        // A row has fewer weights than its tiles have room for.
        final int room = perRow() * step * together;
        return number.times(step * together).plus(rows.times(row - room)).value();
    }

    private static Index quotient(
            Index index, int divisor, String name, WindowFrame frame, List<Statement> before) {
        final Value value =
                new Value.Binary(BinaryFunction.DIVIDE, index.value(), new Value.Whole(divisor));
        final String local = frame.scope().name(name);
        before.add(new Declare(Kind.INDEX, local, value, ""));
        return Counter.named(local);
    }

    private static Index difference(
            Index index, Index other, String name, WindowFrame frame, List<Statement> before) {
        final String local = frame.scope().name(name);
        before.add(new Declare(Kind.INDEX, local, index.plus(other.times(-1)).value(), ""));
        return Counter.named(local);
    }
}
