package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Elementwise;
import dev.tapeless.processor.ir.Elementwise.Read;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The table of adjoints: for each operation, what its operands get when its result has an adjoint.
 * A rule answers with one node for each operand, null where there is no gradient.
 */
final class GradientRules implements Op.Visitor<List<Node>> {

    private final GraphBuilder builder;
    private final Node node;
    private final List<Node> adjoints;
    private final List<String> labels;

    /**
     * The rules for one node.
     *
     * @param builder makes the nodes of the adjoints
     * @param node the result whose adjoint is known
     * @param adjoints the adjoint of each member of the result, null for one that nobody uses
     * @param labels what the adjoint of each operand is called; null for one that nobody wants
     */
    GradientRules(GraphBuilder builder, Node node, List<Node> adjoints, List<String> labels) {
        this.builder = builder;
        this.node = node;
        this.adjoints = adjoints;
        this.labels = labels;
    }

    // Leaves -------------------------------------------------------------------------------------

    @Override
    public List<Node> input(Op.Input op) {
        return List.of();
    }

    @Override
    public List<Node> parameter(Op.Parameter op) {
        return List.of();
    }

    @Override
    public List<Node> random(Op.Random op) {
        return List.of();
    }

    @Override
    public List<Node> iota(Op.Iota op) {
        return List.of();
    }

    // Arithmetic ---------------------------------------------------------------------------------

    /** {@code dx_k = dy * df/dx_k}, summed over the axes along which x_k was broadcast. */
    @Override
    public List<Node> map(Op.Map op) {
        final MapGradient gradient = new MapGradient(node, op, adjoint());
        return forEachOperand(k -> reduced(gradient.terms(k), k));
    }

    private Node reduced(Elementwise terms, int operand) {
        final List<Integer> broadcast =
                Elementwise.of((Op.Map) node.op(), node.operands()).leftOut(operand);
        if (broadcast.isEmpty()) {
            return terms.build(builder, labels.get(operand));
        }
        return builder.apply(
                labels.get(operand),
                new Op.Reduce(Op.Reduce.Kind.SUM, broadcast),
                List.of(terms.build(builder, labels.get(operand) + "Terms")));
    }

    /** The adjoint of factor k: the same product with the result's map in the place of its own. */
    @Override
    public List<Node> contract(Op.Contract op) {
        return forEachOperand(
                k -> {
                    final List<IndexMap> sources = new ArrayList<>(op.sources());
                    final List<Node> factors = new ArrayList<>(node.operands());
                    final IndexMap target = sources.set(k, op.target());
                    final Shape shape = factors.set(k, adjoint()).shape();
                    return builder.apply(
                            labels.get(k),
                            new Op.Contract(op.extents(), sources, target, shape),
                            factors);
                });
    }

    @Override
    public List<Node> reduce(Op.Reduce op) {
        return forEachOperand(
                k ->
                        switch (op.kind()) {
                            case SUM -> spread(op).build(builder, labels.get(k));
                            case MAX ->
                                    new FirstMaximum(builder, node.operands().get(k), op.axes())
                                            .select(spread(op).reads().get(0), labels.get(k));
                            case ARGMAX -> null;
                        });
    }

    /** The adjoint of a reduction, read at every element that was reduced. */
    private Elementwise spread(Op.Reduce op) {
        final Shape shape = node.operands().get(0).shape();
        final List<Integer> kept =
                IntStream.range(0, shape.rank())
                        .filter(axis -> !op.axes().contains(axis))
                        .boxed()
                        .toList();
        return new Elementwise(Expressions.argument(0), List.of(new Read(adjoint(), kept)), shape);
    }

    // Moving elements ----------------------------------------------------------------------------

    @Override
    public List<Node> gather(Op.Gather op) {
        final Node table = node.operands().get(0);
        final Node index = node.operands().get(1);
        return forEachOperand(
                k ->
                        builder.apply(
                                labels.get(k),
                                new Op.ScatterAdd(table.shape()),
                                List.of(index, adjoint())));
    }

    @Override
    public List<Node> scatterAdd(Op.ScatterAdd op) {
        final Node index = node.operands().get(0);
        return forEachOperand(
                k -> builder.apply(labels.get(k), new Op.Gather(), List.of(adjoint(), index)));
    }

    @Override
    public List<Node> reshape(Op.Reshape op) {
        final Shape shape = node.operands().get(0).shape();
        return forEachOperand(
                k -> builder.apply(labels.get(k), new Op.Reshape(shape), List.of(adjoint())));
    }

    /** Elements go back to where they were read; padding has no origin. */
    @Override
    public List<Node> view(Op.View op) {
        final Shape shape = node.operands().get(0).shape();
        final IndexMap inverse = InverseView.of(op.source(), op.shape().rank());
        return forEachOperand(
                k ->
                        inverse != null
                                ? builder.apply(
                                        labels.get(k),
                                        new Op.View(inverse, shape, 0),
                                        List.of(adjoint()))
                                : builder.apply(
                                        labels.get(k),
                                        new Op.Contract(
                                                op.shape().extents(),
                                                List.of(identity(op.shape().rank())),
                                                op.source(),
                                                shape),
                                        List.of(adjoint())));
    }

    /** Each part gets its slice. */
    @Override
    public List<Node> concatenate(Op.Concatenate op) {
        final List<Integer> starts = new ArrayList<>();
        int next = 0;
        for (final Node part : node.operands()) {
            starts.add(next);
            next += part.shape().extent(op.axis());
        }
        return forEachOperand(
                k -> {
                    final Shape shape = node.operands().get(k).shape();
                    final List<Affine> slice =
                            new ArrayList<>(identity(shape.rank()).coordinates());
                    slice.set(op.axis(), slice.get(op.axis()).plus(starts.get(k)));
                    return builder.apply(
                            labels.get(k),
                            new Op.View(new IndexMap(slice), shape, 0),
                            List.of(adjoint()));
                });
    }

    private static IndexMap identity(int rank) {
        return IndexMap.ofAxes(rank, IntStream.range(0, rank).toArray());
    }

    // Repetition ---------------------------------------------------------------------------------

    @Override
    public List<Node> scan(Op.Scan op) {
        return new ScanGradient(builder, node, op, adjoints).operands(labels);
    }

    @Override
    public List<Node> pick(Op.Pick op) {
        return List.of(adjoint());
    }

    private Node adjoint() {
        return adjoints.get(0);
    }

    /** The adjoints of the wanted operands that have gradients. */
    private List<Node> forEachOperand(IntFunction<Node> rule) {
        final List<Node> results = new ArrayList<>(Collections.nCopies(labels.size(), null));
        for (int k = 0; k < labels.size(); k++) {
            if (labels.get(k) != null && node.operands().get(k).type() == ElementType.REAL) {
                results.set(k, rule.apply(k));
            }
        }
        return results;
    }
}
