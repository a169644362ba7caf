package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.List;
import java.util.Map;

/** Which values are sums that can be taken right into the gradient of a parameter. */
public final class GradientSums {

    private GradientSums() {}

    /** Whether a value can be summed into the gradient of a parameter without rows of its own. */
    public static boolean isSum(Node node) {
        return node.op() instanceof Op.Contract
                || node.op() instanceof Op.ScatterAdd
                || (node.op() instanceof Op.Reduce reduce && reduce.kind() == Op.Reduce.Kind.SUM);
    }

    /** Whether a value is summed into the gradient of a parameter, and is needed nowhere else. */
    public static boolean isSumOf(
            Node node, Consumers consumers, Map<Node, List<Location.ParameterGradient>> gradients) {
        return isSum(node)
                && consumers.of(node).isEmpty()
                && gradients.getOrDefault(node, List.of()).size() == 1;
    }
}
