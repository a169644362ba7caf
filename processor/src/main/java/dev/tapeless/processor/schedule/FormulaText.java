package dev.tapeless.processor.schedule;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;

import java.util.List;

/** What a node computes, in one line, as comments and Javadoc show it. */
final class FormulaText {

    private FormulaText() {}

    /** For instance {@code hidden = max(hiddenDense, 0)}; sums over the batch with {@code +=}. */
    static String of(Node node) {
        return node.label() + (isBatchSum(node) ? " += " : " = ") + right(node);
    }

    private static boolean isBatchSum(Node node) {
        return !node.shape().isBatched()
                && node.operands().stream().anyMatch(operand -> operand.shape().isBatched());
    }

    private static String right(Node node) {
        final List<String> operands = node.operands().stream().map(Node::label).toList();
        if (node.op() instanceof Op.Map map) {
            return ExpressionPrinter.print(map.body(), operands);
        } else if (node.op() instanceof Op.Contract) {
            return String.join(" * ", operands);
        } else if (node.op() instanceof Op.Reduce reduce) {
            if (isBatchSum(node)) {
                return operands.get(0);
            }
            final String kind = reduce.kind() == Op.Reduce.Kind.MAX ? "max" : "sum";
            return kind + "(" + operands.get(0) + ")";
        } else if (node.op() instanceof Op.Random) {
            return "random()";
        } else if (node.op() instanceof Op.Concatenate) {
            return "concatenate(" + String.join(", ", operands) + ")";
        }
        return "a part of " + String.join(", ", operands);
    }
}
