package dev.tapeless.processor.schedule.nest;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.schedule.code.Sharing;
import dev.tapeless.processor.schedule.code.Statement;
import dev.tapeless.processor.schedule.code.Statement.Assign;
import dev.tapeless.processor.schedule.code.Value;
import dev.tapeless.processor.schedule.scope.KernelScope;
import dev.tapeless.processor.schedule.scope.LocalNames;
import dev.tapeless.processor.schedule.scope.SharedNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Nested loops for any operation, over the samples and the elements of a sample. A sum is taken in
 * the order of its loops: for each result by itself where all its terms belong to one sample,
 * otherwise sample by sample into the stored results.
 */
final class NestCode implements Op.Visitor<String> {

    private final KernelScope scope;
    private final Elements elements;
    private final Target target;
    private final boolean vectors;
    private final Node node;
    private final Shape shape;

    /**
     * Starts the code of one value.
     *
     * @param scope names and parameters of the kernel
     * @param elements reads what the value is computed from
     * @param target where the value goes
     * @param vectors whether it is written in vectors where it can be
     */
    NestCode(KernelScope scope, Elements elements, Target target, boolean vectors) {
        this.scope = scope;
        this.elements = elements;
        this.target = target;
        this.vectors = vectors;
        this.node = target.node();
        this.shape = node.shape().sample();
    }

    /** Writes the loops and says what they are like. */
    String write() {
        return node.op().accept(this);
    }

    // Leaves -------------------------------------------------------------------------------------

    @Override
    public String input(Op.Input op) {
        throw new IllegalStateException("an input is not computed");
    }

    @Override
    public String parameter(Op.Parameter op) {
        throw new IllegalStateException("a parameter is not computed");
    }

    @Override
    public String random(Op.Random op) {
        return stored();
    }

    @Override
    public String iota(Op.Iota op) {
        return stored();
    }

    /** Stores what others compute where they read it. */
    private String stored() {
        final Axes axes = Axes.of(scope, shape.extents());
        final Nest nest = new Nest(scope, axes.counters());
        assign(nest, axes, elements.computed(node, axes.at(), nest));
        return "a loop for each axis";
    }

    private void assign(Nest nest, Axes axes, Value value) {
        final Value place = target.place(axes.at(), nest);
        target.add(nest.around(List.of(new Assign(place, value, ""))));
    }

    // Arithmetic ---------------------------------------------------------------------------------

    @Override
    public String map(Op.Map op) {
        if (op.body() instanceof Expression.Constant constant && target.isRow()) {
            target.add(List.of(target.fill(constant.value())));
            return "one number everywhere";
        }
        final Axes axes = Axes.of(scope, shape.extents(), joined(op));
        final Nest nest = new Nest(scope, axes.counters());
        final Value value = elements.map(node, op, op.body(), axes.at(), nest);
        final List<Statement> body = new ArrayList<>();
        final String stem = LocalNames.identifier(node.label());
        final Value shared =
                Sharing.share(value, part -> scope.name(SharedNames.of(stem, part)), body);
        body.add(new Assign(target.place(axes.at(), nest), shared, ""));
        target.add(nest.around(body));
        return axes.counters().size() < 2 ? "a loop over elements" : "a loop for each axis";
    }

    /** Which axes all operands walk through together with the axis before. */
    private List<Boolean> joined(Op.Map op) {
        if (!target.isRow() || !node.operands().stream().allMatch(elements::isRow)) {
            return List.of();
        }
        final int batch = node.shape().isBatched() ? 1 : 0;
        final List<Boolean> joined = new ArrayList<>();
        for (int axis = batch; axis < node.shape().rank(); axis++) {
            final int own = axis;
            joined.add(
                    axis > batch
                            && op.projections().stream()
                                    .allMatch(p -> p.contains(own) == p.contains(own - 1)));
        }
        return joined;
    }

    @Override
    public String reduce(Op.Reduce op) {
        final Node operand = node.operands().get(0);
        final int batch = operand.shape().isBatched() ? 1 : 0;
        final List<Integer> summed =
                IntStream.range(batch, operand.shape().rank())
                        .filter(op.axes()::contains)
                        .map(axis -> axis - batch)
                        .boxed()
                        .toList();
        final Axes axes = Axes.of(scope, operand.shape().sample().extents(), joined(op, operand));
        final boolean sumsBatch = batch == 1 && op.axes().contains(0);
        return new SumCode(scope, elements, target)
                .reduce(op.kind(), operand, axes, summed, sumsBatch);
    }

    private List<Boolean> joined(Op.Reduce op, Node operand) {
        if (!target.isRow() || !elements.isRow(operand)) {
            return List.of();
        }
        final int batch = operand.shape().isBatched() ? 1 : 0;
        return IntStream.range(batch, operand.shape().rank())
                .mapToObj(
                        axis ->
                                axis > batch
                                        && op.axes().contains(axis) == op.axes().contains(axis - 1)
                                        && op.kind() != Op.Reduce.Kind.ARGMAX)
                .toList();
    }

    @Override
    public String contract(Op.Contract op) {
        return matrices(op).orElseGet(() -> new SumCode(scope, elements, target).contract(op));
    }

    /** Writes a product of matrices of one sample, if a contraction is one. */
    private Optional<String> matrices(Op.Contract op) {
        if (target.increases()
                || !node.shape().isBatched()
                // Names that a trial in vain would claim are free again behind a block.
                || scope.block(() -> matrixProduct(op)).isEmpty()) {
            return Optional.empty();
        }
        return matrixProduct(op)
                .map(found -> new MatrixCode(scope, elements, target, found).write(vectors));
    }

    private Optional<MatrixProduct> matrixProduct(Op.Contract op) {
        final List<Integer> extents = new ArrayList<>(op.extents());
        extents.set(extents.indexOf(Shape.BATCH), 1);
        return MatrixProduct.find(node, Axes.of(scope, extents), elements, scope)
                .map(found -> MatrixCode.oriented(found, vectors));
    }

    // Moving elements ----------------------------------------------------------------------------

    @Override
    public String gather(Op.Gather op) {
        final Node table = node.operands().get(0);
        final Node index = node.operands().get(1);
        return rows(table, index, table.shape(), false);
    }

    @Override
    public String scatterAdd(Op.ScatterAdd op) {
        target.start(0);
        return rows(node.operands().get(1), node.operands().get(0), op.shape(), true);
    }

    /** Loops over indices, and for each over the row that it means. */
    private String rows(Node moved, Node index, Shape table, boolean adds) {
        final Axes chosen = Axes.of(scope, index.shape().sample().extents());
        final Nest outer = new Nest(scope, chosen.counters());
        final String name = scope.name("row");
        final Value number = elements.read(index, chosen.at(), outer);
        final String what = LocalNames.readable((adds ? node : moved).label());
        final List<Statement> body = new ArrayList<>();
        body.add(
                new Statement.Declare(
                        Statement.Kind.INDEX,
                        name,
                        new Value.RowIndex(number, table.extent(0), what),
                        ""));
        final List<Counter> counters = new ArrayList<>(chosen.counters());
        final List<Integer> extents = new ArrayList<>(index.shape().sample().extents());
        extents.addAll(table.extents().subList(1, table.rank()));
        final Axes all = Axes.of(scope, extents);
        final int first = counters.size();
        final List<Index> inTable = new ArrayList<>();
        inTable.add(Index.of(new Counter(name, table.extent(0))));
        inTable.addAll(all.at().subList(first, extents.size()));
        final List<Index> inResult = new ArrayList<>(chosen.at());
        inResult.addAll(all.at().subList(first, extents.size()));
        final Nest inner = new Nest(scope, all.counters().subList(first, extents.size()));
        if (adds) {
            final Value update = elements.read(moved, inResult, inner);
            final Value place = target.place(inTable, inner);
            body.addAll(inner.around(List.of(new Statement.Increase(place, update, ""))));
        } else {
            final Value element = elements.read(moved, inTable, inner);
            final Value place = target.place(inResult, inner);
            body.addAll(inner.around(List.of(new Assign(place, element, ""))));
        }
        target.add(outer.around(body));
        return adds ? "rows added where their indices say" : "rows copied from where indices say";
    }

    @Override
    public String reshape(Op.Reshape op) {
        final Node operand = node.operands().get(0);
        final Shape from = operand.shape().sample();
        final List<Boolean> joined =
                IntStream.range(0, from.rank())
                        .mapToObj(axis -> axis > 0 && axis < from.rank() - 1)
                        .toList();
        final boolean isRow = elements.isRow(operand);
        final Axes axes = Axes.of(scope, from.extents(), isRow ? joined : List.of());
        final Nest nest = new Nest(scope, axes.counters());
        final Value value = elements.read(operand, axes.at(), nest);
        final Value place = target.flatPlace(Elements.flat(from, axes.at()), nest);
        target.add(nest.around(List.of(new Assign(place, value, ""))));
        return "a copy in row-major order";
    }

    @Override
    public String view(Op.View op) {
        final Axes axes = Axes.of(scope, shape.extents());
        final Nest nest = new Nest(scope, axes.counters());
        final Value value = elements.computed(node, axes.at(), nest);
        if (nest.isGuarded()) {
            target.start(op.padding());
        }
        assign(nest, axes, value);
        return nest.isGuarded() ? "copied into padding" : "copied";
    }

    @Override
    public String concatenate(Op.Concatenate op) {
        final int axis = op.axis() - (node.shape().isBatched() ? 1 : 0);
        int start = 0;
        for (final Node part : node.operands()) {
            part(part, axis, start);
            start += part.shape().extent(op.axis());
        }
        return "copied part by part";
    }

    private void part(Node part, int axis, int start) {
        final Axes axes = Axes.of(scope, part.shape().sample().extents());
        final Nest nest = new Nest(scope, axes.counters());
        final Value value = elements.read(part, axes.at(), nest);
        final List<Index> at = new ArrayList<>(axes.at());
        at.set(axis, at.get(axis).plus(Index.of(start)));
        final Value place = target.place(at, nest);
        target.add(nest.around(List.of(new Assign(place, value, ""))));
    }

    // Repetition ---------------------------------------------------------------------------------

    @Override
    public String scan(Op.Scan op) {
        throw new IllegalStateException("no loops for " + node + ": " + op);
    }

    @Override
    public String pick(Op.Pick op) {
        throw new IllegalStateException("no loops for " + node + ": " + op);
    }
}
