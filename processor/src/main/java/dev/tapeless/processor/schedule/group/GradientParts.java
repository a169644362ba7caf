package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.BinaryFunction;
import dev.tapeless.processor.ir.expression.Expression;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The gradient of a parameter that is used several times is a sum over its uses. Gradients are
 * added to what is there already, so each use adds its own, as if it were the only one: no use
 * needs room for a gradient of its own, and each has the loops of a gradient.
 */
public final class GradientParts {

    private static final String GRADIENT = "dL/d";
    private static final String INPUT = "dL/dinput";

    /** Stands between a parameter and the number of the use; no name has a blank. */
    private static final String PART = " part ";

    private GradientParts() {}

    /**
     * The parameter of which an output is the gradient, or a part of it.
     *
     * @param output the name of an output of the graph
     * @return the parameter; null for another output
     */
    public static String parameter(String output) {
        if (!output.startsWith(GRADIENT) || output.equals(INPUT)) {
            return null;
        }
        final int part = output.indexOf(PART);
        return output.substring(GRADIENT.length(), part < 0 ? output.length() : part);
    }

    /**
     * Gives each use an output of its own.
     *
     * @param graph the graph of training
     * @return the same values, without the sums
     */
    public static Graph of(Graph graph) {
        final Consumers consumers = new Consumers(graph);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        graph.outputs()
                .forEach(
                        (name, node) -> {
                            if (parameter(name) != null && isSumOfUses(node, graph, consumers)) {
                                for (int k = 0; k < node.operands().size(); k++) {
                                    final String part = k == 0 ? name : name + PART + (k + 1);
                                    outputs.put(part, node.operands().get(k));
                                }
                            } else {
                                outputs.put(name, node);
                            }
                        });
        return outputs.size() == graph.outputs().size() ? graph : Graph.of(graph.inputs(), outputs);
    }

    /** Whether a gradient is nothing but a sum, of sums over the batch that nobody else reads. */
    private static boolean isSumOfUses(Node node, Graph graph, Consumers consumers) {
        if (!(node.op() instanceof Op.Map map) || !consumers.of(node).isEmpty()) {
            return false;
        }
        final long names =
                graph.outputs().values().stream().filter(output -> output == node).count();
        final List<Integer> axes = node.shape().axes();
        return names == 1
                && isSumOfAll(map.body(), node.operands().size())
                && map.projections().stream().allMatch(axes::equals)
                && node.operands().stream()
                        .allMatch(
                                use ->
                                        GradientSums.isSum(use)
                                                && consumers.of(use).size() == 1
                                                && !consumers.isOutput(use));
    }

    private static boolean isSumOfAll(Expression body, int count) {
        final Set<Integer> found = new LinkedHashSet<>();
        return count > 1 && isSum(body, found) && found.size() == count;
    }

    private static boolean isSum(Expression term, Set<Integer> found) {
        if (term instanceof Expression.Binary sum) {
            return sum.function() == BinaryFunction.ADD
                    && isSum(sum.left(), found)
                    && isSum(sum.right(), found);
        }
        return term instanceof Expression.Argument argument && found.add(argument.index());
    }
}
