package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.ArrayList;
import java.util.List;

/**
 * Scaled dot products of queries and keys, their softmax, and the sums of values that it weighs.
 *
 * <p>The weights are not divided by their sum: the mixed values are, of which there are fewer. Nor
 * is anything added to the scores that a mask hides. Their exponentials are replaced by zeros, and
 * the largest score is that of the others, so no later position can change an earlier result.
 *
 * @param length positions of the sequence
 * @param features of each position
 * @param heads into which the features are divided
 * @param causal whether a position reads only itself and those before it
 * @param dropout the probability that a weight is left out in training
 */
record Attention(int length, int features, int heads, boolean causal, double dropout) {

    private int size() {
        return features / heads;
    }

    /** Multiplications with an addition for one sample: the scores and the mixed values. */
    long multiplyAdds() {
        return 2L * length * length * features;
    }

    /**
     * Adds the nodes.
     *
     * @param context the graph and the names
     * @param projections queries, keys and values of each position, one after the other
     * @return the mixed values of each position, the heads one after the other
     */
    Node lower(LoweringContext context, Node projections) {
        final GraphBuilder builder = context.builder();
        final Node query = part(context, "Query", projections, 0);
        final Node key = part(context, "Key", projections, 1);
        final Node value = part(context, "Value", projections, 2);
        // The iteration axes are samples, positions, heads, positions that are read, features.
        final Node scores =
                builder.contract(
                        context.inner("Scores"),
                        new Op.Contract(
                                List.of(Shape.BATCH, length, heads, length, size()),
                                List.of(ofHead(1, 2, 4), ofHead(3, 2, 4)),
                                IndexMap.ofAxes(5, 0, 1, 2, 3),
                                Shape.of(length, heads, length).batched()),
                        query,
                        key);
        final Node weights = exponentials(context, scores);
        final Node sum = builder.reduce(context.inner("Sum"), Op.Reduce.Kind.SUM, weights, 3);
        // Samples, positions, heads, features, positions that are read.
        final Node sums =
                builder.contract(
                        context.inner("Mixture"),
                        new Op.Contract(
                                List.of(Shape.BATCH, length, heads, size(), length),
                                List.of(IndexMap.ofAxes(5, 0, 1, 2, 4), ofHead(4, 2, 3)),
                                IndexMap.ofAxes(5, 0, 1, 2, 3),
                                Shape.of(length, heads, size()).batched()),
                        DropoutMask.drop(context, context.inner("Kept"), weights, dropout),
                        value);
        final Node mean =
                builder.map(
                        context.inner("Mean"),
                        Expressions.divide(argument(0), argument(1)),
                        sums.shape(),
                        List.of(List.of(0, 1, 2, 3), List.of(0, 1, 2)),
                        List.of(sums, sum));
        return builder.apply(
                context.inner("Means"),
                new Op.Reshape(Shape.of(length, features).batched()),
                List.of(mean));
    }

    /** A third of the projections. */
    private Node part(LoweringContext context, String name, Node projections, int number) {
        final IndexMap slice =
                new IndexMap(
                        List.of(
                                Affine.axis(3, 0),
                                Affine.axis(3, 1),
                                Affine.axis(3, 2).plus(number * features)));
        return context.builder()
                .apply(
                        context.inner(name),
                        new Op.View(slice, Shape.of(length, features).batched(), 0),
                        List.of(projections));
    }

    /** Where a feature of a head lies in a third of the projections. */
    private IndexMap ofHead(int position, int head, int feature) {
        return new IndexMap(
                List.of(
                        Affine.axis(5, 0),
                        Affine.axis(5, position),
                        Affine.scaled(5, head, size()).plus(Affine.axis(5, feature))));
    }

    /** {@code exp((score - largest) / sqrt(size))}, and 0 where the mask hides a score. */
    private Node exponentials(LoweringContext context, Node scores) {
        final GraphBuilder builder = context.builder();
        final List<Integer> all = List.of(0, 1, 2, 3);
        final List<List<Integer>> projections = new ArrayList<>(List.of(all));
        final List<Node> operands = new ArrayList<>(List.of(scores));
        if (causal) {
            final Node position =
                    builder.apply("position", new Op.Iota(Shape.of(length), 0), List.of());
            operands.addAll(List.of(position, position));
            projections.addAll(List.of(List.of(1), List.of(3)));
        }
        Node visible = scores;
        if (causal) {
            visible =
                    builder.map(
                            context.inner("Visible"),
                            masked(argument(0), Double.NEGATIVE_INFINITY),
                            scores.shape(),
                            projections,
                            operands);
        }
        final Node largest =
                builder.reduce(context.inner("Largest"), Op.Reduce.Kind.MAX, visible, 3);
        final Expression difference =
                Expressions.subtract(
                        argument(0),
                        Expressions.apply(UnaryFunction.DETACH, argument(operands.size())));
        final Expression exponential =
                Expressions.apply(
                        UnaryFunction.EXP,
                        Expressions.multiply(
                                difference, new Expression.Constant(1 / Math.sqrt(size()))));
        operands.add(largest);
        projections.add(List.of(0, 1, 2));
        return builder.map(
                context.inner("Weights"),
                causal ? masked(exponential, 0) : exponential,
                scores.shape(),
                projections,
                operands);
    }

    /** An expression of a score, and another number where the score is that of a later position. */
    private static Expression masked(Expression visible, double hidden) {
        return Expressions.where(
                Comparison.GREATER_OR_EQUAL,
                argument(1),
                argument(2),
                visible,
                new Expression.Constant(hidden));
    }
}
