package dev.tapeless.processor.schedule.window;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Declare;
import dev.tapeless.processor.schedule.code.Statement.Kind;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.WindowProduct;
import dev.tapeless.processor.schedule.nest.Axes;
import dev.tapeless.processor.schedule.nest.Elements;
import dev.tapeless.processor.schedule.nest.Index;
import dev.tapeless.processor.schedule.nest.Target;
import dev.tapeless.processor.schedule.plan.Buffer;
import dev.tapeless.processor.schedule.plan.CostModel;
import dev.tapeless.processor.schedule.plan.Location;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the loops of a convolution in numbers have in common. At each place the window meets rows of
 * neighbouring elements, so what is left to do there is a product of a vector with the weight.
 */
final class WindowLoops {

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
    WindowLoops(KernelScope scope, Elements elements, Target target, WindowProduct product) {
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

    KernelScope scope() {
        return scope;
    }

    Elements elements() {
        return elements;
    }

    Target target() {
        return target;
    }

    WindowProduct product() {
        return product;
    }

    /** Loops over the places of the window. */
    Axes places() {
        return places;
    }

    /** Loops over the window outside of its runs. */
    Axes window() {
        return window;
    }

    /** Where the first element of a run lies in x. */
    Index x() {
        return x;
    }

    /** Where the first unit of a place lies in y. */
    Index y() {
        return y;
    }

    /** The first row of weights of a run. */
    Index row() {
        return row;
    }

    static Value whole(int number) {
        return new Value.Whole(number);
    }

    static Value at(String array, String start, String counter) {
        return new Value.Element(
                Value.name(array), Value.sum(Value.name(start), Value.name(counter)));
    }

    String index(String preferred, Index index, List<Statement> before) {
        final String name = scope.name(preferred);
        before.add(new Declare(Kind.INDEX, name, index.value(), ""));
        return name;
    }

    /** The only row of some numbers that this kernel needs for itself. */
    String temporary(String what, int length) {
        return row(rowsOf(what, 1, length), what);
    }

    private String row(String array, String what) {
        final String name = scope.name(what);
        elements.once().add(new Declare(Kind.ROW, name, Value.element(array, 0), ""));
        return name;
    }

    /** Rows of numbers that this kernel needs for itself. */
    String rowsOf(String what, int rows, int length) {
        final String stem =
                LocalNames.identifier(target.node().label()) + LocalNames.capitalized(what);
        return scope.parameter(new Location.Rows(new Buffer(stem, rows, length)), stem);
    }

    /** Some at a time, then the rest one by one. */
    List<Statement> inSteps(int count, String counter, Body body) {
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
    interface Body {
        List<Statement> of(int step);
    }
}
