package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.schedule.code.Counted;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Counter;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a convolution in loops over rows that share one index, which the just-in-time
 * compiler vectorises, or with a local for each of few results.
 */
final class ResultLoops extends WindowLoops {

    ResultLoops(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        super(scope, elements, target, product);
    }

    /**
     * Writes the loops and says what they are like.
     *
     * @param bias the row from which sums start; null for zero
     */
    String write(Node bias) {
        return product().units() >= CostModel.WIDE ? rows(bias) : accumulators(bias);
    }

    /** A row of sums for each place: {@code sums[u] += x[m] * weight[m][u]}, some rows a pass. */
    private String rows(Node bias) {
        final String xRow = elements().row(product().x());
        final String weight = scope().parameter(product().weight());
        final String yRow = elements().row(target().node());
        final int units = product().units();
        final String sums = temporary("sums", units);
        final String m = scope().name("m");
        final String u = scope().name("u");
        final List<Statement> inner = new ArrayList<>();
        final String from = declare("at", x, inner);
        final String first = declare("row", row, inner);
        inner.addAll(
                inSteps(
                        product().run(),
                        m,
                        step -> {
                            final List<Value> rows = new ArrayList<>();
                            final List<Value> factors = new ArrayList<>();
                            for (int k = 0; k < step; k++) {
                                final Value at = Value.offset(m, k);
                                rows.add(element(weight, Value.sum(Value.name(first), at)));
                                factors.add(element(xRow, Value.sum(Value.name(from), at)));
                            }
                            return pass(sums, u, units, "x", rows, factors);
                        }));
        final List<Statement> place = new ArrayList<>();
        place.add(
                bias == null
                        ? new Statement.Fill(Value.name(sums), units, 0)
                        : new Statement.Copy(
                                Value.name(scope().parameter(bias)),
                                0,
                                Value.name(sums),
                                0,
                                units));
        place.addAll(Counter.around(window.counters(), inner));
        final String to = declare("to", y, place);
        place.add(
                new Statement.CopyPart(
                        Value.name(sums), whole(0), Value.name(yRow), Value.name(to), units));
        target().add(Counter.around(places.counters(), place));
        return "rows of "
                + units
                + " weights, "
                + CostModel.WINDOW_ROWS_A_PASS
                + " a pass, vectorised by the JIT";
    }

    /** A local for each of few units. */
    private String accumulators(Node bias) {
        final String xRow = elements().row(product().x());
        final String weight = scope().parameter(product().weight());
        final String yRow = elements().row(target().node());
        final int units = product().units();
        final String m = scope().name("m");
        final String factor = scope().name("x");
        final List<Statement> place = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final List<Statement> step = new ArrayList<>();
        final List<Statement> after = new ArrayList<>();
        final String from = declare("at", x, inner);
        final String first = declare("row", row.times(units), inner);
        step.add(new Declare(Kind.REAL, factor, at(xRow, from, m), ""));
        final String start = scope().name("k0");
        step.add(
                new Declare(
                        Kind.INDEX,
                        start,
                        Value.sum(
                                Value.name(first),
                                units == 1
                                        ? Value.name(m)
                                        : Value.product(Value.name(m), whole(units))),
                        ""));
        final String to = declare("to", y, after);
        for (int k = 0; k < units; k++) {
            final String sum = scope().name("sum" + k);
            final Value begin =
                    bias == null ? new Value.Real(0) : Value.element(scope().parameter(bias), k);
            place.add(new Statement.DeclareVariable(sum, begin));
            final Value w = new Value.Element(Value.name(weight), Value.offset(start, k));
            final Value next = new Value.Fma(Value.name(factor), w, Value.name(sum));
            step.add(new Assign(Value.name(sum), next, ""));
            after.add(
                    new Assign(
                            new Value.Element(Value.name(yRow), Value.offset(to, k)),
                            Value.name(sum),
                            ""));
        }
        inner.add(Statement.loop(m, whole(product().run()), step));
        place.addAll(Counter.around(window.counters(), inner));
        place.addAll(after);
        target().add(Counter.around(places.counters(), place));
        return "a local for " + Counted.each(units, "result");
    }
}
