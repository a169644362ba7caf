package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.code.Routine;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Nest;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.window.WindowLayout.Places;
import dev.tapeless.processor.schedule.window.WindowLayout.Taps;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the input of a convolution in tiles of vectors: at each place the transposed
 * weights of all units are summed up, and what meets a position of the input is added to it. The
 * transposed weights are made once a call. Channels that do not fill vectors are padded.
 */
final class InputGradientTiles {

    private final WindowFrame frame;
    private final WindowProduct product;
    private final WindowLayout layout;
    private final int width;
    private final int taps;
    private final int part;
    private final int vectors;
    private final List<Counter> outside = new ArrayList<>();

    InputGradientTiles(WindowFrame frame) {
        this.frame = frame;
        this.product = frame.product();
        this.layout = frame.layout();
        this.width = WindowFrame.padded(product.channels());
        this.taps = product.elements() / product.channels();
        this.part = WindowTiling.taps(layout.last().extent());
        this.vectors = part == 1 ? WindowTiling.vectors(width) : 1;
        for (final Taps tap : layout.window()) {
            outside.add(new Counter(frame.scope().name("k"), tap.extent()));
        }
    }

    /** Writes the loops and says what they are like. */
    String write() {
        final int channels = product.channels();
        final Target target = frame.target();
        final String dy = frame.elements().row(product.y());
        frame.scope().parameter(product.weight());
        final String dx = frame.elements().row(target.node());
        final String panel = panel();
        final int positions = Math.toIntExact(product.x().shape().elements()) / channels;
        final boolean isWhole = channels == width;
        String sums = dx;
        if (isWhole) {
            target.start(0);
        } else {
            sums = frame.own("Positions", positions * width);
            target.add(List.of(new Statement.Fill(Value.name(sums), positions * width, 0)));
        }
        final String c = frame.scope().name("c");
        final int extent = layout.columns().extent();
        final int places = WindowTiling.exactPlaces(extent, part * vectors);
        final int whole = extent - extent % places;
        final List<Statement> line = new ArrayList<>();
        if (whole == places) {
            line.addAll(calls(dy, panel, sums, c, places, Index.of(0)));
        } else {
            final List<Statement> body = calls(dy, panel, sums, c, places, Counter.named("j"));
            line.add(
                    new Statement.Loop(
                            "j", new Value.Whole(0), new Value.Whole(whole), places, body, ""));
        }
        if (extent > whole) {
            line.addAll(calls(dy, panel, sums, c, extent - whole, Index.of(whole)));
        }
        target.add(Counter.around(frame.rows(), line));
        if (!isWhole) {
            target.add(List.of(frame.unpack(sums, dx, Index.of(0), positions, channels)));
        }
        return "tiles of "
                + places
                + (places == 1 ? " place by " : " places by ")
                + WindowFrame.vectorsOf(part * vectors, "channels")
                + " over transposed weights, added where the window stands";
    }

    /**
     * The calls of tiles at some places, for a row of the window from its last part to the first:
     * where two parts meet, the earlier place comes first.
     */
    private List<Statement> calls(
            String dy, String panel, String dx, String c, int places, Index column) {
        Index x = frame.row(Places::x).plus(column.times(layout.columns().x()));
        Index tap = Index.of(0);
        for (int k = 0; k < outside.size(); k++) {
            final Index counter = Index.of(outside.get(k));
            x = x.plus(counter.times(layout.window().get(k).x()));
            tap = tap.plus(counter.times(layout.window().get(k).weight()));
        }
        final int all = layout.last().extent();
        final String at = frame.scope().name("at");
        final List<Statement> calls = new ArrayList<>();
        for (int first = (all - 1) / part * part; first >= 0; first -= part) {
            final Routine tile =
                    frame.tiles()
                            .inputGradient(
                                    places,
                                    first,
                                    Math.min(part, all - first),
                                    vectors,
                                    width,
                                    taps * width,
                                    product.units());
            final Index to = x.plus(Index.of(first * layout.last().x()));
            final Index weights = tap.plus(Index.of(first * layout.last().weight()));
            final List<Value> arguments =
                    List.of(
                            Value.name(dy),
                            Value.name(at),
                            Value.name(panel),
                            padded(weights).plus(Counter.named(c)).value(),
                            Value.name(dx),
                            padded(to).plus(Counter.named(c)).value());
            final Statement call = new Statement.Call(tile, arguments);
            calls.add(WindowFrame.inVectors(c, width, vectors, call));
        }
        final List<Statement> body = new ArrayList<>();
        final Index place = frame.row(Places::y).plus(column).times(product.units());
        body.add(new Declare(Kind.INDEX, at, place.value(), ""));
        body.addAll(Counter.around(outside, calls));
        return body;
    }

    /** A distance between elements as one between elements of padded channels. */
    private Index padded(Index index) {
        return index.dividedBy(product.channels()).times(width);
    }

    /** The weights of a unit in a row, padded channels for each element of the window. */
    private String panel() {
        final KernelScope scope = frame.scope();
        final String panel = frame.own("Transposed", taps * width * product.units());
        final Counter tap = new Counter(scope.name("t"), taps);
        final Counter channel = new Counter(scope.name("channel"), product.channels());
        final Counter unit = new Counter(scope.name("unit"), product.units());
        final Nest nest = new Nest(scope, List.of(tap, channel, unit));
        final Index number = Index.of(tap).times(product.channels()).plus(Index.of(channel));
        final Value from =
                frame.elements()
                        .element(product.weight(), frame.weightAt(number, Index.of(unit)), nest);
        final Index to =
                Index.of(tap)
                        .times(width)
                        .plus(Index.of(channel))
                        .plus(Index.of(unit).times(taps * width));
        final Value place = new Value.Element(Value.name(panel), nest.place(to));
        final Statement assign = new Statement.Assign(place, from, "");
        frame.elements().once().addAll(nest.around(List.of(assign)));
        return panel;
    }
}
