package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.group.Reductions;
import dev.tapeless.processor.schedule.scope.KernelScope;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Loops that combine elements: sums, sums of products, maxima and their places. Where all that
 * belongs to a result comes from one sample, a local collects it; where samples are summed, or
 * neighbours in memory belong to different results, the results themselves do, in the order in
 * which their terms lie.
 */
final class SumCode {

    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final Node node;

    SumCode(KernelScope scope, Elements elements, Target target) {
        this.scope = scope;
        this.elements = elements;
        this.target = target;
        this.node = target.node();
    }

    /**
     * Combines the elements along some axes.
     *
     * @param kind how
     * @param operand whose elements
     * @param axes loops over a sample of the operand
     * @param summed the axes that vanish, the batch not counted
     * @param sumsBatch whether the batch vanishes too
     * @return what the loops are like
     */
    String reduce(
            Op.Reduce.Kind kind, Node operand, Axes axes, List<Integer> summed, boolean sumsBatch) {
        final List<Integer> kept =
                IntStream.range(0, axes.at().size())
                        .filter(axis -> !summed.contains(axis))
                        .boxed()
                        .toList();
        final List<Index> at = kept.stream().map(axes.at()::get).toList();
        final List<Counter> outer = countersOf(axes, kept);
        final List<Counter> inner = countersOf(axes, summed);
        if (kind == Op.Reduce.Kind.ARGMAX) {
            return place(operand, axes, at, outer, inner, sumsBatch);
        }
        final List<Counter> loops = axes.counters();
        final boolean lastIsKept =
                !loops.isEmpty() && outer.contains(loops.get(loops.size() - 1)) && !inner.isEmpty();
        final double start = Reductions.neutral(kind);
        if (sumsBatch || lastIsKept) {
            target.start(start);
            final Nest nest = new Nest(scope, loops);
            final Value term = elements.read(operand, axes.at(), nest);
            final Value place = target.place(at, nest);
            target.add(nest.around(List.of(combined(kind, place, term))));
            return "results of their own for each step of the last axis";
        }
        final Nest results = new Nest(scope, outer);
        final Value place = target.place(at, results);
        final String sum = scope.name(kind == Op.Reduce.Kind.SUM ? "sum" : "largest");
        final List<Counter> all = new ArrayList<>(outer);
        all.addAll(inner);
        final Nest nest = new Nest(scope, all);
        final Value term = elements.read(operand, axes.at(), nest);
        final List<Statement> body = new ArrayList<>();
        body.add(new Statement.DeclareVariable(sum, new Value.Real(start)));
        body.addAll(nest.within(outer, List.of(combined(kind, Value.name(sum), term))));
        body.add(target.write(place, Value.name(sum)));
        target.add(results.around(body));
        return "a local for each result";
    }

    private static List<Counter> countersOf(Axes axes, List<Integer> chosen) {
        final List<Counter> counters = new ArrayList<>();
        for (final int axis : chosen) {
            axes.at().get(axis).terms().keySet().stream()
                    .filter(counter -> !counters.contains(counter))
                    .forEach(counters::add);
        }
        return counters;
    }

    private static Statement combined(Op.Reduce.Kind kind, Value place, Value term) {
        return kind == Op.Reduce.Kind.SUM
                ? new Statement.Increase(place, term, "")
                : new Assign(place, new Value.Binary(Reductions.function(kind), place, term), "");
    }

    /** The place of the first of the largest. */
    private String place(
            Node operand,
            Axes axes,
            List<Index> at,
            List<Counter> outer,
            List<Counter> inner,
            boolean sumsBatch) {
        final Nest results = new Nest(scope, outer);
        final Value place = target.place(at, results);
        final List<Counter> all = new ArrayList<>(outer);
        all.addAll(inner);
        final Nest nest = new Nest(scope, all);
        final String largest = scope.name("largest");
        final String first = scope.name("first");
        final String candidate = scope.name("candidate");
        final Value index =
                sumsBatch
                        ? Value.name(KernelScope.SAMPLE)
                        : inner.isEmpty() ? new Value.Whole(0) : Index.of(inner.get(0)).value();
        final Value element = elements.read(operand, axes.at(), nest);
        final List<Statement> step =
                List.of(
                        new Statement.Declare(Statement.Kind.REAL, candidate, element, ""),
                        new Assign(
                                Value.name(first),
                                new Value.Select(
                                        Comparison.GREATER,
                                        Value.name(candidate),
                                        Value.name(largest),
                                        new Value.Coordinate(index),
                                        Value.name(first)),
                                ""),
                        new Assign(
                                Value.name(largest),
                                new Value.Binary(
                                        BinaryFunction.MAX,
                                        Value.name(largest),
                                        Value.name(candidate)),
                                ""));
        final List<Statement> body = new ArrayList<>();
        final Value lowest = new Value.Real(Double.NEGATIVE_INFINITY);
        body.add(new Statement.DeclareVariable(largest, lowest));
        body.add(new Statement.DeclareVariable(first, new Value.Real(0)));
        if (sumsBatch) {
            final List<Statement> sample = new ArrayList<>(elements.eachSample());
            sample.addAll(nest.within(outer, step));
            elements.eachSample().clear();
            body.add(scope.eachSample(sample));
        } else {
            body.addAll(nest.within(outer, step));
        }
        body.add(new Assign(place, Value.name(first), ""));
        target.add(results.around(body));
        return "a local for each result";
    }

    /**
     * A sum of products.
     *
     * @param op the contraction
     * @return what the loops are like
     */
    String contract(Op.Contract op) {
        final int batch = op.extents().indexOf(Shape.BATCH);
        final List<Integer> extents = new ArrayList<>(op.extents());
        if (batch >= 0) {
            // The loop over the samples stands around all others.
            extents.set(batch, 1);
        }
        final Axes axes = Axes.of(scope, extents);
        final List<Integer> kept = new ArrayList<>();
        final List<Integer> summed = new ArrayList<>();
        for (int axis = 0; axis < extents.size(); axis++) {
            (isInTarget(op, axis) ? kept : summed).add(axis);
        }
        final boolean sumsBatch = batch >= 0 && !node.shape().isBatched();
        final boolean single = !sumsBatch && Coverage.isSingle(op, extents, kept);
        final List<Counter> outer = axes.counters(kept);
        final List<Counter> all = new ArrayList<>(single ? outer : axes.counters(summed));
        all.addAll(single ? axes.counters(summed) : outer);
        final Nest nest = new Nest(scope, all);
        final List<Value> factors = factors(op, axes.at(), nest);
        if (!single) {
            target.start(0);
            final List<Index> at = Elements.coordinates(op.target(), axes.at(), op.shape(), nest);
            final Value place = target.place(at, nest);
            target.add(nest.around(List.of(added(place, factors))));
            return "products added to their results in the order of the loops";
        }
        final Nest results = new Nest(scope, outer);
        final List<Index> at = Elements.coordinates(op.target(), axes.at(), op.shape(), results);
        if (results.isGuarded() || !Coverage.isWhole(op, extents, kept)) {
            target.start(0);
        }
        final Value place = target.place(at, results);
        final String sum = scope.name("sum");
        final List<Statement> body = new ArrayList<>();
        body.add(new Statement.DeclareVariable(sum, new Value.Real(0)));
        body.addAll(nest.within(outer, List.of(added(Value.name(sum), factors))));
        body.add(target.write(place, Value.name(sum)));
        target.add(results.around(body));
        return "a local for each sum of products";
    }

    private List<Value> factors(Op.Contract op, List<Index> axes, Nest nest) {
        final List<Value> factors = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            final Node operand = node.operands().get(k);
            final List<Index> at =
                    Elements.coordinates(op.sources().get(k), axes, operand.shape(), nest);
            factors.add(elements.read(operand, at, nest));
        }
        return factors;
    }

    private static boolean isInTarget(Op.Contract op, int axis) {
        for (final Affine coordinate : op.target().coordinates()) {
            if (coordinate.coefficients().get(axis) != 0) {
                return true;
            }
        }
        return false;
    }

    private static Statement added(Value place, List<Value> factors) {
        if (factors.isEmpty()) {
            return new Statement.Increase(place, new Value.Real(1), "");
        } else if (factors.size() == 1) {
            return new Statement.Increase(place, factors.get(0), "");
        }
        Value product = factors.get(0);
        for (final Value factor : factors.subList(1, factors.size() - 1)) {
            product = Value.product(product, factor);
        }
        final Value last = factors.get(factors.size() - 1);
        return new Assign(place, new Value.Fma(product, last, place), "");
    }
}
