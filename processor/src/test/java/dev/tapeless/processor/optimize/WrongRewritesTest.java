package dev.tapeless.processor.optimize;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapeless.processor.autodiff.GradientCheck;
import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.RandomGraphs;
import dev.tapeless.processor.ir.Transcription;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expression.Binary;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The comparison on random graphs notices rewrites that are wrong. */
class WrongRewritesTest {

    private static final int GRAPHS = 100;

    /** A rewrite of every elementwise body. */
    private static UnaryOperator<Graph> bodies(UnaryOperator<Expression> change) {
        return graph ->
                Rewriting.run(
                        graph,
                        g ->
                                (builder, node, places) ->
                                        node.op() instanceof Op.Map map
                                                ? builder.map(
                                                        node.label(),
                                                        everywhere(map.body(), change),
                                                        map.shape(),
                                                        map.projections(),
                                                        places.operands(node))
                                                : null);
    }

    private static Expression everywhere(Expression e, UnaryOperator<Expression> change) {
        return change.apply(Expressions.withOperands(e, operand -> everywhere(operand, change)));
    }

    /** How many random graphs differ after a rewrite by more than rounding. */
    private static long noticed(UnaryOperator<Graph> rewrite) {
        long differing = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            final GradientCheck check = new GradientCheck(RandomGraphs.make(seed, 6), 3, 1);
            final Graph graph = check.differentiated();
            final Map<String, double[]> before = check.run(graph);
            final Map<String, double[]> after = check.run(rewrite.apply(graph));
            differing +=
                    before.keySet().stream().anyMatch(n -> differs(before.get(n), after.get(n)))
                            ? 1
                            : 0;
        }
        return differing;
    }

    private static boolean differs(double[] before, double[] after) {
        final double size = Math.max(1, Arrays.stream(before).map(Math::abs).max().orElse(0));
        for (int k = 0; k < before.length; k++) {
            if (!(Math.abs(before[k] - after[k]) <= 1e-11 * size)) {
                return true;
            }
        }
        return false;
    }

    private static void assertNoticed(UnaryOperator<Graph> rewrite) {
        final long noticed = noticed(rewrite);
        assertTrue(noticed >= 5, "noticed in " + noticed + " of " + GRAPHS);
    }

    @Test
    void nothingIsNoticedWhereNothingChanges() {
        assertFalse(noticed(bodies(e -> e)) > 0);
    }

    @Test
    void aDifferenceTakenTheWrongWayRoundIsNoticed() {
        assertNoticed(
                bodies(
                        e ->
                                e instanceof Binary b && b.function() == BinaryFunction.SUBTRACT
                                        ? Expressions.subtract(b.right(), b.left())
                                        : e));
    }

    @Test
    void aDroppedSignIsNoticed() {
        assertNoticed(
                bodies(
                        e ->
                                Expressions.is(e, UnaryFunction.NEGATE)
                                        ? Expressions.operands(e).get(0)
                                        : e));
    }

    @Test
    void aSlightlyWrongTangentIsNoticed() {
        assertNoticed(
                bodies(
                        e ->
                                Expressions.is(e, UnaryFunction.TANH)
                                        ? Expressions.multiply(Expressions.number(1 + 1e-9), e)
                                        : e));
    }

    @Test
    void aSumWithoutItsSharedFactorIsNoticed() {
        assertNoticed(
                graph ->
                        Rewriting.run(
                                HoistFactors.run(graph),
                                g -> WrongRewritesTest::withoutHoistedFactor));
    }

    /** Keeps only the first operand of a product with a sum. */
    private static Node withoutHoistedFactor(
            GraphBuilder builder, Node node, Transcription places) {
        final boolean scaled =
                node.op() instanceof Op.Map
                        && node.operands().size() > 1
                        && node.operands().get(0).op() instanceof Op.Reduce
                        && node.operands().get(0).shape().equals(node.shape());
        return scaled ? places.get(node.operands().get(0)) : null;
    }

    @Test
    void aSliceReadOneElementTooEarlyIsNoticed() {
        assertNoticed(
                graph ->
                        Rewriting.run(
                                graph,
                                g ->
                                        (builder, node, places) ->
                                                node.op() instanceof Op.View view
                                                        ? builder.apply(
                                                                node.label(),
                                                                shifted(view),
                                                                places.operands(node))
                                                        : null));
    }

    private static Op.View shifted(Op.View view) {
        final List<Affine> coordinates = new ArrayList<>(view.source().coordinates());
        coordinates.set(1, coordinates.get(1).plus(-1));
        return new Op.View(new IndexMap(coordinates), view.shape(), view.padding());
    }
}
