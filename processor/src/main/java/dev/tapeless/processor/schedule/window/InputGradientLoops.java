package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/** The gradient of the input of a convolution in loops over rows as long as the window. */
final class InputGradientLoops extends WindowLoops {

    InputGradientLoops(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        super(scope, elements, target, product);
    }

    /** The gradient of what a window meets, over rows of transposed weights; then it is added. */
    String write() {
        final String yRow = elements().row(product().y());
        final String xRow = elements().row(target().node());
        final int units = product().units();
        final int length = product().elements();
        final String transposed = own("transposed", units, length);
        final String patch = temporary("patch", length);
        final String q = scope().name("q");
        final String u = scope().name("u");
        elements()
                .once()
                .addAll(
                        eachTransposed(
                                transposed,
                                q,
                                u,
                                (at, nest, copy) ->
                                        new Assign(
                                                copy,
                                                elements().element(product().weight(), at, nest),
                                                "")));
        final List<Statement> place = new ArrayList<>();
        place.add(new Statement.Fill(Value.name(patch), length, 0));
        final String from = declare("at", y, place);
        place.addAll(
                inSteps(
                        units,
                        u,
                        step -> {
                            final List<Value> rows = new ArrayList<>();
                            final List<Value> factors = new ArrayList<>();
                            for (int k = 0; k < step; k++) {
                                final Value unit = Value.offset(u, k);
                                rows.add(element(transposed, unit));
                                factors.add(element(yRow, Value.sum(Value.name(from), unit)));
                            }
                            return pass(patch, q, length, "dy", rows, factors);
                        }));
        final String m = scope().name("m");
        final List<Statement> inner = new ArrayList<>();
        final String to = declare("to", x, inner);
        final String first = declare("row", row, inner);
        inner.add(
                Statement.loop(
                        m,
                        whole(product().run()),
                        List.of(new Statement.Increase(at(xRow, to, m), at(patch, first, m), ""))));
        place.addAll(Counter.around(window.counters(), inner));
        target().start(0);
        target().add(Counter.around(places.counters(), place));
        return "rows of a transposed copy of the weights, added where the window stands";
    }
}
