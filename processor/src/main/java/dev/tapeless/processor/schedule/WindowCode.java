package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Loops for convolutions. At each place the window meets rows of neighbouring elements, so what is
 * left to do there is a product of a vector with the weight: over rows that share one index, which
 * the just-in-time compiler vectorises, or with a local for each of few results.
 */
final class WindowCode {

    private static final int STEP = CostModel.ROWS_A_PASS;

    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final WindowProduct product;
    private final Axes places;
    private final Axes window;
    private final Index x;
    private final Index y;
    private final Index row;

    /**
     * Starts the code of one product.
     *
     * @param scope names and parameters of the kernel
     * @param elements knows where values lie
     * @param target where the result goes
     * @param product what is computed
     */
    WindowCode(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        this.scope = scope;
        this.elements = elements;
        this.target = target;
        this.product = product;
        final int dimensions = product.window().size();
        final int outer = product.joinsLast() ? dimensions - 1 : dimensions;
        final List<Integer> extents = new ArrayList<>(product.places());
        extents.addAll(product.window().subList(0, outer));
        final Axes all = Axes.of(scope, extents);
        places = new Axes(all.counters().subList(0, dimensions), all.at().subList(0, dimensions));
        window =
                new Axes(
                        all.counters().subList(dimensions, dimensions + outer),
                        all.at().subList(dimensions, dimensions + outer));
        final List<Index> inX = new ArrayList<>();
        final List<Index> inWeight = new ArrayList<>(window.at());
        inWeight.addAll(Collections.nCopies(dimensions - outer, Index.of(0)));
        for (int d = 0; d < dimensions; d++) {
            inX.add(
                    places.at()
                            .get(d)
                            .times(product.strides().get(d))
                            .plus(inWeight.get(d).times(product.dilations().get(d))));
        }
        inX.add(Index.of(0));
        x = Elements.flat(product.x().shape().sample(), inX);
        final List<Index> inY = new ArrayList<>(places.at());
        inY.add(Index.of(0));
        y = Elements.flat(product.y().shape().sample(), inY);
        row = Elements.flat(new Shape(product.window()), inWeight).times(product.channels());
    }

    /**
     * Writes the loops and says what they are like.
     *
     * @param bias the row from which the sums of a result start; null for zero
     */
    String write(Node bias) {
        return switch (product.kind()) {
            case PRODUCT -> product.units() >= CostModel.WIDE ? rows(bias) : accumulators(bias);
            case INPUT_GRADIENT -> inputGradient();
            case WEIGHT_GRADIENT -> weightGradient();
        };
    }

    private static Value whole(int number) {
        return new Value.Whole(number);
    }

    private Value at(String array, String start, String counter) {
        return new Value.Element(
                Value.name(array), Value.sum(Value.name(start), Value.name(counter)));
    }

    private String index(String preferred, Index index, List<Statement> before) {
        final String name = scope.name(preferred);
        before.add(new Declare(Kind.INDEX, name, index.value(), ""));
        return name;
    }

    /** The only row of some numbers that this kernel needs for itself. */
    private String temporary(String what, int length) {
        return row(rowsOf(what, 1, length), what);
    }

    private String row(String array, String what) {
        final String name = scope.name(what);
        elements.once().add(new Declare(Kind.ROW, name, Value.element(array, 0), ""));
        return name;
    }

    private String rowsOf(String what, int rows, int length) {
        final String stem =
                LocalNames.identifier(target.node().label()) + LocalNames.capitalized(what);
        return scope.parameter(new Location.Rows(new Buffer(stem, rows, length)), stem);
    }

    private static List<Statement> around(List<Counter> counters, List<Statement> body) {
        List<Statement> code = body;
        for (int k = counters.size() - 1; k >= 0; k--) {
            final Counter counter = counters.get(k);
            if (counter.extent() > 1) {
                code = List.of(Statement.loop(counter.name(), whole(counter.extent()), code));
            }
        }
        return code;
    }

    /** Some at a time, then the rest one by one. */
    private List<Statement> inSteps(int count, String counter, Body body) {
        final List<Statement> loops = new ArrayList<>();
        final int whole = count - count % STEP;
        for (final int step : new int[] {STEP, 1}) {
            final int from = step == 1 ? whole : 0;
            final int below = step == 1 ? count : whole;
            if (from < below) {
                loops.add(
                        new Statement.Loop(
                                counter,
                                whole(from),
                                whole(below),
                                step,
                                scope.block(() -> body.of(step)),
                                ""));
            }
        }
        return loops;
    }

    /** Statements for so many at a time. */
    private interface Body {
        List<Statement> of(int step);
    }

    // The result ---------------------------------------------------------------------------------

    /** A row of sums for each place: {@code sums[u] += x[m] * weight[m][u]}, four rows a pass. */
    private String rows(Node bias) {
        final String xRow = elements.row(product.x());
        final String weight = scope.parameter(product.weight());
        final String yRow = elements.row(target.node());
        final int units = product.units();
        final String sums = temporary("sums", units);
        final String m = scope.name("m");
        final String u = scope.name("u");
        final List<Statement> inner = new ArrayList<>();
        final String from = index("at", x, inner);
        final String first = index("row", row, inner);
        inner.addAll(
                inSteps(
                        product.run(),
                        m,
                        step -> {
                            final List<Statement> pass = new ArrayList<>();
                            Value sum = Value.element(sums, u);
                            for (int k = 0; k < step; k++) {
                                final String w = scope.name("w" + k);
                                final String factor = scope.name("x" + k);
                                final Value place = Value.offset(m, k);
                                pass.add(
                                        new Declare(
                                                Kind.ROW,
                                                w,
                                                new Value.Element(
                                                        Value.name(weight),
                                                        Value.sum(Value.name(first), place)),
                                                ""));
                                pass.add(
                                        new Declare(
                                                Kind.REAL,
                                                factor,
                                                new Value.Element(
                                                        Value.name(xRow),
                                                        Value.sum(Value.name(from), place)),
                                                ""));
                                sum = new Value.Fma(Value.name(factor), Value.element(w, u), sum);
                            }
                            final Assign assign = new Assign(Value.element(sums, u), sum, "");
                            pass.add(Statement.loop(u, whole(units), List.of(assign)));
                            return pass;
                        }));
        final List<Statement> place = new ArrayList<>();
        place.add(
                bias == null
                        ? new Statement.Fill(Value.name(sums), units, 0)
                        : new Statement.Copy(
                                Value.name(scope.parameter(bias)), 0, Value.name(sums), 0, units));
        place.addAll(around(window.counters(), inner));
        final String to = index("to", y, place);
        place.add(
                new Statement.CopyPart(
                        Value.name(sums), whole(0), Value.name(yRow), Value.name(to), units));
        target.add(around(places.counters(), place));
        return "rows of " + units + " weights, four a pass, vectorised by the JIT";
    }

    /** A local for each of few units. */
    private String accumulators(Node bias) {
        final String xRow = elements.row(product.x());
        final String weight = scope.parameter(product.weight());
        final String yRow = elements.row(target.node());
        final int units = product.units();
        final String m = scope.name("m");
        final String factor = scope.name("x");
        final List<Statement> place = new ArrayList<>();
        final List<Statement> inner = new ArrayList<>();
        final List<Statement> step = new ArrayList<>();
        final List<Statement> after = new ArrayList<>();
        final String from = index("at", x, inner);
        final String first = index("row", row.times(units), inner);
        step.add(new Declare(Kind.REAL, factor, at(xRow, from, m), ""));
        final String start = scope.name("k0");
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
        final String to = index("to", y, after);
        for (int k = 0; k < units; k++) {
            final String sum = scope.name("sum" + k);
            final Value begin =
                    bias == null ? new Value.Real(0) : Value.element(scope.parameter(bias), k);
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
        inner.add(Statement.loop(m, whole(product.run()), step));
        place.addAll(around(window.counters(), inner));
        place.addAll(after);
        target.add(around(places.counters(), place));
        return "a local for each of " + units + " results";
    }

    // The gradients ------------------------------------------------------------------------------

    /** The gradient of what a window meets, over rows of transposed weights; then it is added. */
    private String inputGradient() {
        final String yRow = elements.row(product.y());
        final String xRow = elements.row(target.node());
        final int units = product.units();
        final int length = product.elements();
        final String transposed = rowsOf("transposed", units, length);
        final String patch = temporary("patch", length);
        final String q = scope.name("q");
        final String u = scope.name("u");
        elements.once().addAll(transpose(transposed, q, u));
        final List<Statement> place = new ArrayList<>();
        place.add(new Statement.Fill(Value.name(patch), length, 0));
        final String from = index("at", y, place);
        place.addAll(
                inSteps(
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
                            pass.add(Statement.loop(q, whole(length), List.of(assign)));
                            return pass;
                        }));
        final String m = scope.name("m");
        final List<Statement> inner = new ArrayList<>();
        final String to = index("to", x, inner);
        final String first = index("row", row, inner);
        inner.add(
                Statement.loop(
                        m,
                        whole(product.run()),
                        List.of(new Statement.Increase(at(xRow, to, m), at(patch, first, m), ""))));
        place.addAll(around(window.counters(), inner));
        target.start(0);
        target.add(around(places.counters(), place));
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

    /** Patches of x, four a pass, times the gradients of their places, into transposed rows. */
    private String weightGradient() {
        final String xRow = elements.row(product.x());
        final String yRow = elements.row(product.y());
        final int units = product.units();
        final int length = product.elements();
        final String sums = rowsOf("sums", units, length);
        final String u = scope.name("u");
        elements.once()
                .add(
                        Statement.loop(
                                u,
                                whole(units),
                                List.of(new Statement.Fill(Value.element(sums, u), length, 0))));
        final Counter last = places.counters().get(places.counters().size() - 1);
        final int together = last.extent() < STEP ? 1 : STEP;
        final String patches = rowsOf("patches", together, length);
        final List<String> patch = new ArrayList<>();
        for (int k = 0; k < together; k++) {
            final String name = scope.name("patch" + k);
            elements.once().add(new Declare(Kind.ROW, name, Value.element(patches, k), ""));
            patch.add(name);
        }
        final List<Counter> outer = places.counters().subList(0, places.counters().size() - 1);
        final String q = scope.name("q");
        if (last.extent() == 1) {
            target.add(around(outer, pass(1, last, patch, sums, xRow, yRow, q, u)));
        } else {
            target.add(
                    around(
                            outer,
                            inSteps(
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
        final String from = index("at", x, copies);
        final String first = index("row", row, copies);
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
        pass.addAll(around(window.counters(), copies));
        final String to = index("to", y, pass);
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
        unit.add(Statement.loop(q, whole(product.elements()), List.of(assign)));
        pass.add(Statement.loop(u, whole(product.units()), unit));
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
