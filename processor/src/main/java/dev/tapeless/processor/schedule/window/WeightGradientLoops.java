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
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/** The gradient of the weights of a convolution in loops over rows as long as the window. */
final class WeightGradientLoops {

    private static final int STEP = CostModel.ROWS_A_PASS;

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

    WeightGradientLoops(WindowLoops loops) {
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

    /** Patches of x, four a pass, times the gradients of their places, into transposed rows. */
    String write() {
        final String xRow = elements.row(product.x());
        final String yRow = elements.row(product.y());
        final int units = product.units();
        final int length = product.elements();
        final String sums = loops.rowsOf("sums", units, length);
        final String u = scope.name("u");
        elements.once()
                .add(
                        Statement.loop(
                                u,
                                WindowLoops.whole(units),
                                List.of(new Statement.Fill(Value.element(sums, u), length, 0))));
        final Counter last = places.counters().get(places.counters().size() - 1);
        final int together = last.extent() < STEP ? 1 : STEP;
        final String patches = loops.rowsOf("patches", together, length);
        final List<String> patch = new ArrayList<>();
        for (int k = 0; k < together; k++) {
            final String name = scope.name("patch" + k);
            elements.once().add(new Declare(Kind.ROW, name, Value.element(patches, k), ""));
            patch.add(name);
        }
        final List<Counter> outer = places.counters().subList(0, places.counters().size() - 1);
        final String q = scope.name("q");
        if (last.extent() == 1) {
            target.add(Counter.around(outer, pass(1, last, patch, sums, xRow, yRow, q, u)));
        } else {
            target.add(
                    Counter.around(
                            outer,
                            loops.inSteps(
                                    last.extent(),
                                    last.name(),
                                    step -> pass(step, last, patch, sums, xRow, yRow, q, u))));
        }
        target.last(addTransposed(sums, q, u));
        return "patches of the input, four a pass, into transposed rows of " + length + " sums";
    }

    private List<Statement> pass(
            int step,
            Counter last,
            List<String> patch,
            String sums,
            String xRow,
            String yRow,
            String q,
            String u) {
        final List<Statement> pass = new ArrayList<>();
        final List<Statement> copies = new ArrayList<>();
        final String from = loops.index("at", x, copies);
        final String first = loops.index("row", row, copies);
        final int stride = x.factor(last);
        for (int k = 0; k < step; k++) {
            copies.add(
                    new Statement.CopyPart(
                            Value.name(xRow),
                            Value.offset(from, k * stride),
                            Value.name(patch.get(k)),
                            Value.name(first),
                            product.run()));
        }
        pass.addAll(Counter.around(window.counters(), copies));
        final String to = loops.index("to", y, pass);
        final String sumRow = scope.name("sumRow");
        final List<Statement> unit = new ArrayList<>();
        unit.add(new Declare(Kind.ROW, sumRow, Value.element(sums, u), ""));
        Value sum = Value.element(sumRow, q);
        for (int k = 0; k < step; k++) {
            final String factor = scope.name("dy" + k);
            final Value place = Value.sum(Value.offset(to, k * product.units()), Value.name(u));
            unit.add(
                    new Declare(Kind.REAL, factor, new Value.Element(Value.name(yRow), place), ""));
            sum = new Value.Fma(Value.name(factor), Value.element(patch.get(k), q), sum);
        }
        final Assign assign = new Assign(Value.element(sumRow, q), sum, "");
        unit.add(Statement.loop(q, WindowLoops.whole(product.elements()), List.of(assign)));
        pass.add(Statement.loop(u, WindowLoops.whole(product.units()), unit));
        return pass;
    }

    private List<Statement> addTransposed(String sums, String q, String u) {
        final Counter element = new Counter(q, product.elements());
        final Counter unit = new Counter(u, product.units());
        final List<Index> at = new ArrayList<>();
        product.window().forEach(extent -> at.add(Index.of(0)));
        at.add(Index.of(element));
        at.add(Index.of(unit));
        final Nest nest = new Nest(scope, List.of(element, unit));
        final Value place = target.place(at, nest);
        final Value sum =
                new Value.Element(
                        new Value.Element(Value.name(sums), Index.of(unit).value()),
                        Index.of(element).value());
        return nest.around(List.of(new Statement.Increase(place, sum, "")));
    }
}
