package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Shape;
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
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the loops of a convolution in numbers have in common. At each place the window meets rows of
 * neighbouring elements, so what is left to do there is a product of a vector with the weight.
 */
abstract class WindowLoops extends WindowCode {

    private static final int STEP = CostModel.WINDOW_ROWS_A_PASS;

    /** Loops over the places of the window. */
    final Axes places;

    /** Loops over the window outside of its runs. */
    final Axes window;

    /** Where the first element of a run lies in x. */
    final Index x;

    /** Where the first unit of a place lies in y. */
    final Index y;

    /** The first row of weights of a run. */
    final Index row;

    /**
     * Starts the code of one product.
     *
     * @param scope names and parameters of the kernel
     * @param elements knows where values lie
     * @param target where the result goes
     * @param product what is computed
     */
    WindowLoops(KernelScope scope, Elements elements, Target target, WindowProduct product) {
        super(scope, elements, target, product);
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

    static Value whole(int number) {
        return new Value.Whole(number);
    }

    static Value element(String array, Value index) {
        return new Value.Element(Value.name(array), index);
    }

    private static Value element(String rows, Value row, Value index) {
        return new Value.Element(element(rows, row), index);
    }

    static Value at(String array, String start, String counter) {
        return new Value.Element(
                Value.name(array), Value.sum(Value.name(start), Value.name(counter)));
    }

    /** The only row of some numbers that this kernel needs for itself. */
    final String temporary(String what, int length) {
        return declareRow(what, own(what, 1, length), 0);
    }

    /** Rows of numbers that this kernel needs for itself, named after its result. */
    final String own(String what, int rows, int length) {
        final String stem = LocalNames.identifier(target().node().label());
        return rowsOf(stem + LocalNames.capitalized(what), rows, length);
    }

    /**
     * One pass over a row of sums: {@code sums[j] += factor0 * w0[j] + factor1 * w1[j] + ...}.
     *
     * @param sums the row
     * @param counter of its elements
     * @param length how many they are
     * @param names of the factors, without their number
     * @param rows the rows that are multiplied
     * @param factors the factor of each
     */
    final List<Statement> pass(
            String sums,
            String counter,
            int length,
            String names,
            List<Value> rows,
            List<Value> factors) {
        final List<Statement> pass = new ArrayList<>();
        Value sum = Value.element(sums, counter);
        for (int k = 0; k < rows.size(); k++) {
            final String w = scope().name("w" + k);
            final String factor = scope().name(names + k);
            pass.add(new Declare(Kind.ROW, w, rows.get(k), ""));
            pass.add(new Declare(Kind.REAL, factor, factors.get(k), ""));
            sum = new Value.Fma(Value.name(factor), Value.element(w, counter), sum);
        }
        final Assign assign = new Assign(Value.element(sums, counter), sum, "");
        pass.add(Statement.loop(counter, whole(length), List.of(assign)));
        return pass;
    }

    /**
     * Loops over all weights and a transposed copy of them, a row for each unit.
     *
     * @param transposed the copy
     * @param q the counter of the elements of a row
     * @param u the counter of the rows
     * @param body what is done with each
     */
    final List<Statement> eachTransposed(
            String transposed, String q, String u, TransposedBody body) {
        final Counter element = new Counter(q, product().elements());
        final Counter unit = new Counter(u, product().units());
        final Nest nest = new Nest(scope(), List.of(element, unit));
        // A counter of one iteration has no loop: its index is 0.
        final Value copied = element(transposed, Index.of(unit).value(), Index.of(element).value());
        final Statement statement =
                body.of(weightAt(Index.of(element), Index.of(unit)), nest, copied);
        return nest.around(List.of(statement));
    }

    /** What is done with a weight at its coordinates and its element of the transposed copy. */
    interface TransposedBody {
        Statement of(List<Index> at, Nest nest, Value transposed);
    }

    /** Some at a time, then the rest one by one. */
    final List<Statement> inSteps(int count, String counter, Body body) {
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
                                scope().block(() -> body.of(step)),
                                ""));
            }
        }
        return loops;
    }

    /** Statements for so many at a time. */
    interface Body {
        List<Statement> of(int step);
    }
}
