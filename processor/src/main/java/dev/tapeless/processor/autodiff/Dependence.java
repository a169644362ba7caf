package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Derivative;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.Simplifier;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which values change when others change a little. */
final class Dependence {

    private Dependence() {}

    /**
     * The values that change with some values.
     *
     * @param nodes all values, each after its operands
     * @param targets the values that are varied
     * @return these and all that depend on them, for asking only: without an order
     */
    static Set<Node> on(Set<Node> targets, List<Node> nodes) {
        final Set<Node> found = new HashSet<>(targets);
        for (final Node node : nodes) {
            for (int k = 0; k < node.operands().size(); k++) {
                if (found.contains(node.operands().get(k)) && passes(node, k)) {
                    found.add(node);
                }
            }
        }
        return found;
    }

    /**
     * Whether a gradient passes through an operation to an operand.
     *
     * @param node the result
     * @param operand which operand
     * @return false where the derivative is zero everywhere, or there is none
     */
    static boolean passes(Node node, int operand) {
        if (node.type() != ElementType.REAL
                || node.operands().get(operand).type() != ElementType.REAL) {
            return false;
        }
        final boolean chooses =
                (node.op() instanceof Op.Gather && operand == 1)
                        || (node.op() instanceof Op.ScatterAdd && operand == 0);
        if (chooses) {
            return false;
        } else if (node.op() instanceof Op.Map map) {
            return !Simplifier.simplify(Derivative.of(map.body(), operand))
                    .equals(Expressions.ZERO);
        }
        return true;
    }
}
