package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Checks what must hold between stages. A graph that fails is a mistake of the compiler, not of the
 * user.
 */
public final class GraphVerifier {

    /** How far a graph has come. */
    public enum Level {
        /** Lowered or differentiated: detached values are allowed. */
        BUILT,
        /** Optimized: no detached values, nothing that no output needs. */
        OPTIMIZED
    }

    private final Graph graph;
    private final Level level;
    private final boolean body;
    private final List<String> problems = new ArrayList<>();

    private GraphVerifier(Graph graph, Level level, boolean body) {
        this.graph = graph;
        this.level = level;
        this.body = body;
    }

    /**
     * Checks a graph.
     *
     * @param graph the graph
     * @param level how far it has come
     * @return the same graph
     * @throws IllegalStateException with all problems and the text of the graph
     */
    public static Graph verify(Graph graph, Level level) {
        final List<String> problems = problems(graph, level);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    String.join("\n", problems) + "\n" + GraphPrinter.print(graph));
        }
        return graph;
    }

    /**
     * What is wrong with a graph.
     *
     * @param graph the graph
     * @param level how far it has come
     * @return one sentence a problem; empty for a correct graph
     */
    public static List<String> problems(Graph graph, Level level) {
        return new GraphVerifier(graph, level, false).check();
    }

    private List<String> check() {
        checkOrder();
        checkNames();
        graph.nodes().forEach(this::checkNode);
        return List.copyOf(problems);
    }

    private void checkOrder() {
        final Set<Node> seen = new HashSet<>();
        for (final Node node : graph.nodes()) {
            node.operands().stream()
                    .filter(operand -> !seen.contains(operand))
                    .forEach(operand -> problems.add(node + " stands before " + operand));
            if (!seen.add(node)) {
                problems.add(node + " stands twice");
            }
            if (node.op() instanceof Op.Input && !graph.inputs().contains(node)) {
                problems.add(node + " is not among the inputs");
            }
        }
        graph.outputs()
                .forEach(
                        (name, node) -> {
                            if (!seen.contains(node)) {
                                problems.add("output " + name + " is not among the nodes");
                            }
                        });
        final Uses uses = Uses.of(graph);
        for (final Node node : graph.nodes()) {
            if (uses.consumers(node).isEmpty() && !uses.isOutput(node)) {
                problems.add(node + " is needed by no output");
            }
        }
    }

    private void checkNames() {
        final Map<String, Node> names = new HashMap<>();
        final Set<Integer> streams = new HashSet<>();
        final List<Node> all = new ArrayList<>(graph.inputs());
        all.addAll(graph.nodes());
        for (final Node node : all) {
            String name = null;
            if (node.op() instanceof Op.Input input) {
                name = input.name();
            } else if (node.op() instanceof Op.Parameter parameter) {
                name = parameter.name();
            } else if (node.op() instanceof Op.Random random && !streams.add(random.stream())) {
                problems.add("random stream " + random.stream() + " is used twice");
            }
            final Node other = name == null ? null : names.put(name, node);
            if (other != null && other != node) {
                problems.add("two leaves are called " + name);
            }
        }
        graph.inputs().stream()
                .filter(node -> !(node.op() instanceof Op.Input))
                .forEach(node -> problems.add(node + " is no input"));
    }

    private void checkNode(Node node) {
        try {
            final List<Shape> shapes = node.op().accept(new TypeInference(node.operands()));
            if (!shapes.equals(node.shapes())) {
                problems.add(node + " has shapes " + node.shapes() + ", not " + shapes);
            }
            final ElementType type = TypeInference.elementType(node.op(), node.operands());
            if (!Objects.equals(type, node.type())) {
                problems.add(node + " is " + node.type() + ", not " + type);
            }
        } catch (final IllegalArgumentException misfit) {
            problems.add(node + ": " + misfit.getMessage());
        }
        if (node.op() instanceof Op.Map map) {
            checkBody(node, map);
        }
        if (node.op() instanceof Op.Scan scan) {
            problems.addAll(new GraphVerifier(scan.body(), level, true).check());
        }
        if (body && (node.op() instanceof Op.Parameter || node.op() instanceof Op.Random)) {
            problems.add(node + " stands inside of a scan; it must be an invariant or a sequence");
        }
    }

    private void checkBody(Node node, Op.Map map) {
        final int count = node.operands().size();
        for (final int index : Expressions.arguments(map.body())) {
            if (index < 0 || index >= count) {
                problems.add(node + " has no operand " + index);
            }
        }
        if (level == Level.OPTIMIZED) {
            if (Expressions.arguments(map.body()).size() != count) {
                problems.add(node + " has an operand that it does not read");
            }
            if (hasDetach(map.body())) {
                problems.add(node + " is detached");
            }
        }
    }

    private static boolean hasDetach(Expression expression) {
        return Expressions.is(expression, UnaryFunction.DETACH)
                || Expressions.operands(expression).stream().anyMatch(GraphVerifier::hasDetach);
    }
}
