package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Nest;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the weights of a convolution in loops over rows as long as the window. Threads
 * divide the rows: each is of one unit.
 */
final class WeightGradientLoops extends WindowLoops {

    private static final int STEP = CostModel.WINDOW_ROWS_A_PASS;

    WeightGradientLoops(
            KernelScope scope, Elements elements, Target target, WindowProduct product) {
        super(scope, elements, target, product);
    }

    /** Patches of x, some a pass, times the gradients of their places, into transposed rows. */
    String write() {
        final String xRow = elements().row(product().x());
        final String yRow = elements().row(product().y());
        final int units = product().units();
        final int length = product().elements();
        final String sums = own("sums", units, length);
        final String u = scope().name("u");
        elements()
                .once()
                .add(
                        scope().eachRow(
                                        u,
                                        units,
                                        List.of(
                                                new Statement.Fill(
                                                        Value.element(sums, u), length, 0))));
        final Counter last = places.counters().get(places.counters().size() - 1);
        final int together = last.extent() < STEP ? 1 : STEP;
        final String patches = own("patches", together, length);
        final List<String> patch = new ArrayList<>();
        for (int k = 0; k < together; k++) {
            patch.add(declareRow("patch" + k, patches, k));
        }
        final List<Counter> outer = places.counters().subList(0, places.counters().size() - 1);
        final String q = scope().name("q");
        if (last.extent() == 1) {
            target().add(Counter.around(outer, pass(1, last, patch, sums, xRow, yRow, q, u)));
        } else {
            target().add(
                            Counter.around(
                                    outer,
                                    inSteps(
                                            last.extent(),
                                            last.name(),
                                            step ->
                                                    pass(
                                                            step, last, patch, sums, xRow, yRow, q,
                                                            u))));
        }
        target().last(List.of(scope().eachRow(u, units, added(sums, q, u))));
        return "patches of the input, "
                + together
                + " a pass, into transposed rows of "
                + Counted.of(length, "sum");
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
        final String from = declare("at", x, copies);
        final String first = declare("row", row, copies);
        final int stride = x.factor(last);
        for (int k = 0; k < step; k++) {
            copies.add(
                    new Statement.CopyPart(
                            Value.name(xRow),
                            Value.offset(from, k * stride),
                            Value.name(patch.get(k)),
                            Value.name(first),
                            product().run()));
        }
        pass.addAll(Counter.around(window.counters(), copies));
        final String to = declare("to", y, pass);
        final String sumRow = scope().name("sumRow");
        final List<Statement> unit = new ArrayList<>();
        unit.add(new Declare(Kind.ROW, sumRow, Value.element(sums, u), ""));
        Value sum = Value.element(sumRow, q);
        for (int k = 0; k < step; k++) {
            final String factor = scope().name("dy" + k);
            final Value place = Value.sum(Value.offset(to, k * product().units()), Value.name(u));
            unit.add(
                    new Declare(Kind.REAL, factor, new Value.Element(Value.name(yRow), place), ""));
            sum = new Value.Fma(Value.name(factor), Value.element(patch.get(k), q), sum);
        }
        final Assign assign = new Assign(Value.element(sumRow, q), sum, "");
        unit.add(Statement.loop(q, whole(product().elements()), List.of(assign)));
        pass.add(scope().eachRow(u, product().units(), unit));
        return pass;
    }

    /** Adds a row of sums to the gradients of the weights of a unit. */
    private List<Statement> added(String sums, String q, String u) {
        final Counter element = new Counter(q, product().elements());
        final Nest nest = new Nest(scope(), List.of(element));
        final Value place = target().place(weightAt(Index.of(element), Counter.named(u)), nest);
        final Value sum = new Value.Element(Value.element(sums, u), Index.of(element).value());
        return nest.around(List.of(new Statement.Increase(place, sum, "")));
    }
}
