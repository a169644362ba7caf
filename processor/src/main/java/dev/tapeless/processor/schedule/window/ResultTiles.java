package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.lane.RoutineCode;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.window.WindowLayout.Places;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The result of a convolution in tiles of vectors. The weights are copied once a call into a panel
 * whose rows whole vectors fill. Units that do not fill vectors are computed in a row of padded
 * places, and moved from there.
 */
final class ResultTiles {

    private final WindowFrame frame;

    ResultTiles(WindowFrame frame) {
        this.frame = frame;
    }

    /**
     * Writes the loops and says what they are like.
     *
     * @param bias the row from which sums start; null for zero
     * @param step what becomes of the sums; empty for nothing
     */
    String write(Node bias, Optional<TileStep> step) {
        final WindowProduct product = frame.product();
        final KernelScope scope = frame.scope();
        final int units = product.units();
        final int width = WindowFrame.padded(units);
        final String x = frame.elements().row(product.x());
        final String y = frame.elements().row(frame.target().node());
        final String panel = panel(bias, step, width);
        final Places columns = frame.layout().columns();
        final int extent = columns.extent();
        final int vectors = WindowTiling.vectors(width);
        final int places = WindowTiling.places(extent, vectors);
        final boolean isWhole = units == width;
        final String sums = isWhole ? y : frame.own("Sums", extent * width);
        final Routine tile =
                frame.tiles().product(places, vectors, width, width, bias != null, step);
        final List<Statement> body = new ArrayList<>();
        final Index column = column(extent, places, body);
        final Index from = frame.row(Places::x).plus(column.times(columns.x()));
        final Index row = isWhole ? frame.row(Places::y) : Index.of(0);
        final String at = frame.declare("at", from, body);
        final String to = frame.declare("to", row.plus(column).times(width), body);
        final String u = scope.name("u");
        final Statement call =
                new Statement.Call(tile, RoutineCode.names(x, at, panel, u, sums, to));
        body.add(WindowFrame.inVectors(u, width, vectors, call));
        final List<Statement> line = new ArrayList<>();
        line.addAll(
                extent == places
                        ? body
                        : List.of(
                                new Statement.Loop(
                                        "j",
                                        new Value.Whole(0),
                                        new Value.Whole(extent),
                                        places,
                                        body,
                                        "")));
        if (!isWhole) {
            final Index place = frame.row(Places::y).times(units);
            line.add(frame.unpack(sums, y, place, extent, units));
        }
        frame.target().add(Counter.around(frame.rows(), line));
        return "tiles of "
                + places
                + (places == 1 ? " place by " : " places by ")
                + WindowFrame.vectorsOf(vectors, Counted.all(units, "result"));
    }

    /** The first place of a tile: the last tile of a row is moved back to end with it. */
    private Index column(int extent, int places, List<Statement> body) {
        if (extent == places) {
            return Index.of(0);
        } else if (extent % places == 0) {
            return Counter.named("j");
        }
        final Value last = new Value.Whole(extent - places);
        final Value first = new Value.Binary(BinaryFunction.MIN, Value.name("j"), last);
        final String name = frame.scope().name("first");
        body.add(new Declare(Kind.INDEX, name, first, ""));
        return Counter.named(name);
    }

    /** The bias, if there is one, what else there is one of for each unit, the rows of weights. */
    private String panel(Node bias, Optional<TileStep> step, int width) {
        final WindowProduct product = frame.product();
        final KernelScope scope = frame.scope();
        final String weight = scope.parameter(product.weight());
        final List<Node> rows = new ArrayList<>();
        if (bias != null) {
            rows.add(bias);
        }
        step.ifPresent(s -> rows.addAll(s.rows()));
        final int first = rows.size();
        final int units = product.units();
        final String panel = frame.own("Panel", (product.elements() + first) * width);
        final List<Statement> once = frame.elements().once();
        for (int k = 0; k < first; k++) {
            final String row = scope.declareShared(rows.get(k), once);
            once.add(WindowFrame.copy(row, Index.of(0), panel, Index.of(k * width), units));
        }
        final Counter t = new Counter(scope.name("t"), product.elements());
        final Index to = Index.of(t).plus(Index.of(first)).times(width);
        final boolean isFlat = scope.isFlat(product.weight());
        final Value from =
                isFlat
                        ? Value.name(weight)
                        : new Value.Element(Value.name(weight), Index.of(t).value());
        final Index at = isFlat ? Index.of(t).times(units) : Index.of(0);
        final Statement copy =
                new Statement.CopyPart(from, at.value(), Value.name(panel), to.value(), units);
        once.addAll(Counter.around(List.of(t), List.of(copy)));
        return panel;
    }
}
