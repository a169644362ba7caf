package dev.tapeless.processor.autodiff;

import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Extends a graph by the gradients of a loss that is computed from its outputs elsewhere. */
public final class Differentiator {

    /** Stands in front of the name of a value in the name of its gradient. */
    public static final String GRADIENT_PREFIX = "dL/d";

    private Differentiator() {}

    /**
     * The graph that computes the outputs of a graph and gradients. Its inputs are those of the
     * given graph and, for each output of real numbers that is no next value, the gradient {@code
     * dL/d<output>} of the same shape; its outputs are those of the given graph, but for the
     * logits, and then {@code dL/d<name>} for each requested name, summed over the batch for what
     * is not batched. What the outputs do not depend on has a gradient of zeros.
     *
     * @param forward the graph to differentiate
     * @param withRespectTo names of parameters and inputs, in the order of the gradients
     * @return the graph of outputs and gradients
     * @throws IllegalArgumentException for a name that the graph does not have, or an input of
     *     indices
     */
    public static Graph differentiate(Graph forward, List<String> withRespectTo) {
        final Graph primal = ScanStates.keep(forward, Set.copyOf(withRespectTo));
        final GraphBuilder builder = new GraphBuilder(primal);
        final Map<String, Node> targets = new LinkedHashMap<>();
        withRespectTo.forEach(name -> targets.put(name, leaf(primal, name)));
        final Backpropagation backward =
                new Backpropagation(builder, primal.nodes(), new LinkedHashSet<>(targets.values()));
        final List<Node> inputs = new ArrayList<>(primal.inputs());
        primal.outputs()
                .forEach(
                        (name, node) -> {
                            if (node.type() == ElementType.REAL && !name.startsWith(Graph.NEXT)) {
                                final Node seed =
                                        builder.input(GRADIENT_PREFIX + name, node.shape());
                                inputs.add(seed);
                                backward.seed(node, seed);
                            }
                        });
        backward.run();
        final Map<String, Node> outputs = new LinkedHashMap<>(primal.outputs());
        outputs.remove(Graph.LOGITS);
        targets.forEach(
                (name, node) ->
                        outputs.put(
                                GRADIENT_PREFIX + name,
                                gradient(builder, name, node, backward.adjoint(node))));
        return Graph.of(inputs, outputs);
    }

    private static Node gradient(GraphBuilder builder, String name, Node node, Node adjoint) {
        return adjoint != null
                ? adjoint
                : builder.map(
                        GRADIENT_PREFIX + name,
                        Expressions.ZERO,
                        node.shape(),
                        List.of(),
                        List.of());
    }

    private static Node leaf(Graph graph, String name) {
        final List<Node> all = new ArrayList<>(graph.inputs());
        all.addAll(graph.nodes());
        for (final Node node : all) {
            final boolean found =
                    (node.op() instanceof Op.Parameter parameter && parameter.name().equals(name))
                            || (node.op() instanceof Op.Input input && input.name().equals(name));
            if (found && node.type() != ElementType.REAL) {
                throw new IllegalArgumentException(name + " holds indices, not real numbers");
            }
            if (found) {
                return node;
            }
        }
        throw new IllegalArgumentException("no parameter and no input " + name);
    }
}
