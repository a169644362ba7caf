package dev.tapeless.processor.schedule.window;

import static dev.tapeless.processor.schedule.lane.RoutineCode.assign;
import static dev.tapeless.processor.schedule.lane.RoutineCode.declare;
import static dev.tapeless.processor.schedule.lane.RoutineCode.load;
import static dev.tapeless.processor.schedule.lane.RoutineCode.vectors;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.window.WindowLayout.Taps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tiles of convolutions in vectors, each result in a register while its sum runs. Distances are
 * numbers in the code, so that all elements of a tile are read from one address. Every lane adds
 * its products in the order in which plain loops add them, one fused multiply-add each: the bits
 * depend neither on the width of the vectors nor on the size of the tile.
 */
final class WindowTiles {

    private static final String AT = "at";
    private static final String PANEL = "panel";

    private final String stem;
    private final String end;
    private final WindowLayout layout;

    /**
     * The tiles of one convolution.
     *
     * @param stem how the names of its routines begin
     * @param end how they end
     * @param layout where its elements lie
     */
    WindowTiles(String stem, String end, WindowLayout layout) {
        this.stem = stem;
        this.end = end;
        this.layout = layout;
    }

    /**
     * Results of some neighbouring places times some vectors of units.
     *
     * @param places how many places
     * @param vectors how many vectors
     * @param width units in a row of the panel
     * @param yStep the distance of neighbouring places in y
     * @param bias whether the first row of the panel is what the sums start from
     * @param step what becomes of the sums, whose rows of numbers follow in the panel; empty for
     *     nothing
     * @return the routine
     */
    Routine product(
            int places, int vectors, int width, int yStep, boolean bias, Optional<TileStep> step) {
        // Training and prediction may differ in what the sums start from.
        final String kind = step.isPresent() ? "ResultTile" : bias ? "Tile" : "ProductTile";
        final RoutineCode code = new RoutineCode(stem + kind + places + "x" + vectors + end);
        code.with(Kind.ROW, "x").with(Kind.INDEX, AT).with(Kind.ROW, PANEL);
        code.with(Kind.INDEX, "u").with(Kind.ROW, "y").with(Kind.INDEX, "to");
        for (int v = 0; v < vectors; v++) {
            if (bias) {
                code.add(declare(Kind.VECTOR, "bias" + v, load(PANEL, RoutineCode.ahead("u", v))));
            }
        }
        for (int p = 0; p < places; p++) {
            for (int v = 0; v < vectors; v++) {
                code.add(variable(sum(p, v), bias ? Value.name("bias" + v) : zero()));
            }
        }
        Index x = Counter.named(AT);
        final int start = bias ? 1 : 0;
        Index weight = Index.of(start + step.map(s -> s.rows().size()).orElse(0));
        final List<Counter> counters = new ArrayList<>();
        for (final Taps taps : layout.outsideOfRuns()) {
            final Counter counter = new Counter(counters.isEmpty() ? "k" : "l", taps.extent());
            counters.add(counter);
            x = x.plus(Index.of(counter).times(taps.x()));
            weight = weight.plus(Index.of(counter).times(taps.weight()));
        }
        final List<Statement> run = new ArrayList<>();
        final Counter term = new Counter("m", layout.run());
        final Index row = weight.plus(Index.of(term)).times(width);
        run.add(declare(Kind.INDEX, "p", row.plus(Counter.named("u")).value()));
        loadAll(run, PANEL, "p", vectors);
        final boolean isAtom = x.isAtom();
        final Index line = isAtom ? x : Counter.named("row");
        final int distance = layout.columns().x();
        for (int p = 0; p < places; p++) {
            final Index element = line.plus(Index.of(term)).plus(Index.of(p * distance));
            multiply(run, "x", element, p, vectors);
        }
        final List<Statement> body = new ArrayList<>();
        if (!isAtom) {
            body.add(declare(Kind.INDEX, "row", x.value()));
        }
        body.addAll(Counter.around(List.of(term), run));
        Counter.around(counters, body).forEach(code::add);
        step.ifPresent(s -> s.loads(PANEL, start, width, vectors).forEach(code::add));
        for (int p = 0; p < places; p++) {
            for (int v = 0; v < vectors; v++) {
                final Index at = Counter.named("to").plus(Index.of(p * yStep));
                final Value index = ahead(at.plus(Counter.named("u")), v);
                if (step.isPresent()) {
                    final Value place = new Value.Element(Value.name("y"), index);
                    step.get().store(sum(p, v), v, place, code);
                } else {
                    code.add(store("y", index, sum(p, v)));
                }
            }
        }
        final String result = "y[to + " + times("p", yStep) + " + u..] = ";
        return code.finish(
                step.map(s -> result + s.formula() + ", z = ").orElse(result)
                        + (bias ? "bias + " : "")
                        + "the sum over the window of x[at + "
                        + times("p", distance)
                        + " + ...] * weight[...][u..],"
                        + size(places, "place", vectors)
                        + ".");
    }

    /**
     * The gradient of what the windows at some neighbouring places meet, in one row of the window:
     * a register for each element of the row, then all that meet one position of x are added to it,
     * in the order of the places.
     *
     * @param places how many places
     * @param first the first element of the row of the window
     * @param taps how many elements of the row
     * @param vectors how many vectors of channels
     * @param width channels of an element of x
     * @param row numbers in a row of the panel: the transposed weights of a unit
     * @param units the output channels
     * @return the routine
     */
    Routine inputGradient(
            int places, int first, int taps, int vectors, int width, int row, int units) {
        final String part = taps == layout.last().extent() ? "" : "From" + first;
        final RoutineCode code =
                new RoutineCode(stem + "InputTile" + places + "x" + taps * vectors + part + end);
        code.with(Kind.ROW, "dy").with(Kind.INDEX, AT).with(Kind.ROW, PANEL);
        code.with(Kind.INDEX, "c").with(Kind.ROW, "dx").with(Kind.INDEX, "to");
        for (int p = 0; p < places; p++) {
            for (int v = 0; v < taps * vectors; v++) {
                code.add(variable(sum(p, v), zero()));
            }
        }
        final Counter unit = new Counter("u", units);
        final List<Statement> loop = new ArrayList<>();
        final Index panel = Counter.named("c").plus(Index.of(unit).times(row));
        loop.add(declare(Kind.INDEX, "p", panel.value()));
        for (int t = 0; t < taps; t++) {
            for (int v = 0; v < vectors; v++) {
                final Index at = Counter.named("p").plus(Index.of(t * width));
                loop.add(declare(Kind.VECTOR, "w" + (t * vectors + v), load(PANEL, ahead(at, v))));
            }
        }
        for (int p = 0; p < places; p++) {
            final Index at = Counter.named(AT).plus(Index.of(p * units));
            multiply(loop, "dy", at.plus(Index.of(unit)), p, taps * vectors);
        }
        Counter.around(List.of(unit), loop).forEach(code::add);
        final int distance = layout.columns().x() / layout.channels();
        final int dilation = layout.last().x() / layout.channels();
        final Map<Integer, List<Integer>> meeting = new TreeMap<>();
        for (int p = 0; p < places; p++) {
            for (int t = 0; t < taps; t++) {
                meeting.computeIfAbsent(p * distance + t * dilation, unused -> new ArrayList<>())
                        .add(p * taps + t);
            }
        }
        meeting.forEach(
                (position, numbers) -> {
                    for (int v = 0; v < vectors; v++) {
                        final Index at = Counter.named("to").plus(Index.of(position * width));
                        Value sum = new Value.Element(Value.name("dx"), ahead(at, v));
                        for (final int number : numbers) {
                            final int tap = number % taps * vectors + v;
                            sum = Value.sum(sum, Value.name(sum(number / taps, tap)));
                        }
                        code.add(
                                assign(
                                        new Value.Element(Value.name("dx"), ahead(at, v)),
                                        new Value.Lanes(sum)));
                    }
                });
        return code.finish(
                "dx[...][c..] += the sum over u of dy[at + "
                        + times("p", units)
                        + " + u] * weight[...][c..][u],"
                        + size(places, "place", taps * vectors)
                        + ".");
    }

    /**
     * The gradients of some weights of a unit, which neighbouring elements of x meet or those a row
     * of the window apart, over some places.
     *
     * @param offsets where the elements of x lie
     * @param vectors how many vectors of units
     * @param width units in a row of sums, and in a place of dy
     * @param isPlane whether it runs over whole rows of places, and not over some of a row
     * @return the routine
     */
    Routine weightGradient(List<Integer> offsets, int vectors, int width, boolean isPlane) {
        final int rows = offsets.size();
        final RoutineCode code = new RoutineCode(stem + "WeightTile" + rows + "x" + vectors + end);
        code.with(Kind.ROW, "x").with(Kind.INDEX, AT).with(Kind.ROW, "dy");
        code.with(Kind.INDEX, "from", isPlane ? "rows" : "columns");
        code.with(Kind.ROW, "sums").with(Kind.INDEX, "t");
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                final Index at = Counter.named("t").plus(Index.of(r * width));
                code.add(variable(sum(r, v), load("sums", ahead(at, v))));
            }
        }
        final Counter column = new Counter("j", 2);
        final Counter row = new Counter("i", 2);
        final WindowLayout.Places columns = layout.columns();
        Index x = Counter.named(AT).plus(Index.of(column).times(columns.x()));
        Index dy = Counter.named("from").plus(Index.of(column).times(width));
        if (isPlane) {
            final WindowLayout.Places outer = layout.rows().get(layout.rows().size() - 1);
            x = x.plus(Index.of(row).times(outer.x()));
            dy = dy.plus(Index.of(row).times(outer.y() * width));
        }
        final List<Statement> loop = new ArrayList<>();
        loop.add(declare(Kind.INDEX, "q", dy.value()));
        loop.add(declare(Kind.INDEX, "p", x.value()));
        loadAll(loop, "dy", "q", vectors);
        for (int r = 0; r < rows; r++) {
            final Index at = Counter.named("p").plus(Index.of(offsets.get(r)));
            multiply(loop, "x", at, r, vectors);
        }
        // C2 keeps sums in registers over two loops only where the bound of the inner is a number.
        final Value bound = isPlane ? new Value.Whole(columns.extent()) : Value.name("columns");
        final Statement line = Statement.loop("j", bound, loop);
        code.add(isPlane ? Statement.loop("i", Value.name("rows"), List.of(line)) : line);
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < vectors; v++) {
                final Index at = Counter.named("t").plus(Index.of(r * width));
                code.add(store("sums", ahead(at, v), sum(r, v)));
            }
        }
        return code.finish(
                "The sum over some places of x[...] * dy[...][u..],"
                        + size(rows, "weight", vectors)
                        + ".");
    }

    private static String size(int rows, String of, int vectors) {
        return " "
                + rows
                + " "
                + of
                + (rows == 1 ? "" : "s")
                + " times "
                + vectors
                + (vectors == 1 ? " vector" : " vectors");
    }

    private static String times(String counter, int factor) {
        return factor == 1 ? counter : counter + " * " + factor;
    }

    private static Value ahead(Index index, int vectors) {
        return vectors == 0 ? index.value() : Value.sum(index.value(), vectors(vectors));
    }

    private static Value zero() {
        return new Value.Lanes(new Value.Broadcast(new Value.Real(0)));
    }

    private static Statement variable(String name, Value first) {
        return new Statement.DeclareVariable(Kind.VECTOR, name, first);
    }

    private static void loadAll(List<Statement> loop, String row, String index, int vectors) {
        for (int v = 0; v < vectors; v++) {
            loop.add(declare(Kind.VECTOR, "w" + v, load(row, RoutineCode.ahead(index, v))));
        }
    }

    /** Adds the products of one number with all vectors to the sums of a row. */
    private static void multiply(
            List<Statement> loop, String row, Index index, int number, int vectors) {
        final String name = row + number;
        final Value factor = new Value.Element(Value.name(row), index.value());
        loop.add(declare(Kind.VECTOR, name, new Value.Lanes(new Value.Broadcast(factor))));
        for (int v = 0; v < vectors; v++) {
            final Value sum = Value.name(sum(number, v));
            final Value next = new Value.Fma(Value.name(name), Value.name("w" + v), sum);
            loop.add(assign(sum, new Value.Lanes(next)));
        }
    }

    private static Statement store(String row, Value index, String sum) {
        final Value place = new Value.Element(Value.name(row), index);
        return assign(place, new Value.Lanes(Value.name(sum)));
    }

    private static String sum(int row, int vector) {
        return "sum" + row + "_" + vector;
    }
}
