package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether a graph can be computed one sample after the other in straight lines: no operation
 * chooses places by index or repeats, and nothing but the gradients of parameters, to which every
 * sample adds its part, depends on several samples.
 */
final class SingleSamples {

    /** Sums over the batch, and multiples of them. */
    private final Set<Node> sums = new LinkedHashSet<>();

    private SingleSamples() {}

    /**
     * Whether a graph can be computed so.
     *
     * @param graph the graph
     * @return false for one that needs loops
     */
    static boolean holds(Graph graph) {
        final SingleSamples samples = new SingleSamples();
        return graph.outputs().keySet().stream().noneMatch(name -> name.startsWith(Graph.NEXT))
                && graph.nodes().stream().allMatch(samples::holds);
    }

    private boolean holds(Node node) {
        final Op op = node.op();
        if (op instanceof Op.Input || op instanceof Op.Parameter || op instanceof Op.Random) {
            return true;
        }
        final boolean known =
                op instanceof Op.Map
                        || op instanceof Op.Contract
                        || op instanceof Op.Reduce
                        || isMove(op);
        if (!known || isArgmax(op)) {
            return false;
        }
        final boolean isBatched = node.shape().isBatched();
        final boolean sumsSamples =
                !isBatched && node.operands().stream().anyMatch(n -> n.shape().isBatched());
        if (node.operands().stream().anyMatch(sums::contains)) {
            sums.add(node);
            return !isBatched && (isMove(op) || (op instanceof Op.Map map && isLinear(node, map)));
        } else if (sumsSamples) {
            sums.add(node);
            return !(op instanceof Op.Reduce reduce) || reduce.kind() == Op.Reduce.Kind.SUM;
        }
        final boolean counts =
                op instanceof Op.Contract contract
                        && contract.extents().contains(Shape.BATCH)
                        && !isBatched;
        return !counts;
    }

    private static boolean isArgmax(Op op) {
        return op instanceof Op.Reduce reduce && reduce.kind() == Op.Reduce.Kind.ARGMAX;
    }

    private static boolean isMove(Op op) {
        return op instanceof Op.View || op instanceof Op.Reshape || op instanceof Op.Concatenate;
    }

    /** Whether the parts of the samples can be computed by the same formula and added then. */
    private boolean isLinear(Node node, Op.Map map) {
        return isLinear(node, map.body());
    }

    private boolean isLinear(Node node, Expression body) {
        if (body instanceof Expression.Argument argument) {
            return sums.contains(node.operands().get(argument.index()));
        } else if (Expressions.is(body, UnaryFunction.NEGATE)) {
            return isLinear(node, ((Expression.Unary) body).operand());
        } else if (body instanceof Expression.Binary binary) {
            final Expression left = binary.left();
            final Expression right = binary.right();
            return switch (binary.function()) {
                case ADD, SUBTRACT -> isLinear(node, left) && isLinear(node, right);
                case MULTIPLY ->
                        (isLinear(node, left) && isFree(node, right))
                                || (isFree(node, left) && isLinear(node, right));
                case DIVIDE -> isLinear(node, left) && isFree(node, right);
                case MIN, MAX -> false;
            };
        }
        return false;
    }

    private boolean isFree(Node node, Expression body) {
        return Expressions.arguments(body).stream()
                .noneMatch(k -> sums.contains(node.operands().get(k)));
    }
}
