package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Axes;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Nest;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/** The gradient of the input of a convolution in loops over rows as long as the window. */
final class InputGradientLoops {

    private final WindowLoops loops;
    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final WindowProduct product;
    private final Axes places;
    private final Axes window;
    private final Index x;
    private final Index y;
    private final Index row;

    InputGradientLoops(WindowLoops loops) {
        this.loops = loops;
        this.scope = loops.scope();
        this.elements = loops.elements();
        this.target = loops.target();
        this.product = loops.product();
        this.places = loops.places();
        this.window = loops.window();
        this.x = loops.x();
        this.y = loops.y();
        this.row = loops.row();
    }

    /** The gradient of what a window meets, over rows of transposed weights; then it is added. */
    String write() {
        final String yRow = elements.row(product.y());
        final String xRow = elements.row(target.node());
        final int units = product.units();
        final int length = product.elements();
        final String transposed = loops.rowsOf("transposed", units, length);
        final String patch = loops.temporary("patch", length);
        final String q = scope.name("q");
        final String u = scope.name("u");
        elements.once().addAll(transpose(transposed, q, u));
        final List<Statement> place = new ArrayList<>();
        place.add(new Statement.Fill(Value.name(patch), length, 0));
        final String from = loops.index("at", y, place);
        place.addAll(
                loops.inSteps(
                        units,
                        u,
                        step -> {
                            final List<Statement> pass = new ArrayList<>();
                            Value sum = Value.element(patch, q);
                            for (int k = 0; k < step; k++) {
                                final String w = scope.name("w" + k);
                                final String factor = scope.name("dy" + k);
                                final Value unit = Value.offset(u, k);
                                final Value element = Value.sum(Value.name(from), unit);
                                pass.add(
                                        new Declare(
                                                Kind.ROW,
                                                w,
                                                new Value.Element(Value.name(transposed), unit),
                                                ""));
                                pass.add(
                                        new Declare(
                                                Kind.REAL,
                                                factor,
                                                new Value.Element(Value.name(yRow), element),
                                                ""));
                                sum = new Value.Fma(Value.name(factor), Value.element(w, q), sum);
                            }
                            final Assign assign = new Assign(Value.element(patch, q), sum, "");
                            pass.add(Statement.loop(q, WindowLoops.whole(length), List.of(assign)));
                            return pass;
                        }));
        final String m = scope.name("m");
        final List<Statement> inner = new ArrayList<>();
        final String to = loops.index("to", x, inner);
        final String first = loops.index("row", row, inner);
        inner.add(
                Statement.loop(
                        m,
                        WindowLoops.whole(product.run()),
                        List.of(
                                new Statement.Increase(
                                        WindowLoops.at(xRow, to, m),
                                        WindowLoops.at(patch, first, m),
                                        ""))));
        place.addAll(Counter.around(window.counters(), inner));
        target.start(0);
        target.add(Counter.around(places.counters(), place));
        return "rows of a transposed copy of the weights, added where the window stands";
    }

    private List<Statement> transpose(String transposed, String q, String u) {
        final List<Index> at = new ArrayList<>();
        final Counter element = new Counter(q, product.elements());
        final Counter unit = new Counter(u, product.units());
        product.window().forEach(extent -> at.add(Index.of(0)));
        at.add(Index.of(element));
        at.add(Index.of(unit));
        final Nest nest = new Nest(scope, List.of(element, unit));
        final Value weight = elements.element(product.weight(), at, nest);
        final Value place =
                new Value.Element(
                        new Value.Element(Value.name(transposed), Index.of(unit).value()),
                        Index.of(element).value());
        return nest.around(List.of(new Assign(place, weight, "")));
    }
}
