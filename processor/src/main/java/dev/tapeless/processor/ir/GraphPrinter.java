package dev.tapeless.processor.ir;

import dev.tapeless.processor.ir.expression.ExpressionPrinter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints a graph, one line a node: the name of the value, its shape, and the formula. The text
 * depends on nothing but the operations, the labels and the order of the nodes.
 */
public final class GraphPrinter implements Op.Visitor<String> {

    private final Map<Node, String> names;
    private final String indent;
    private final Node node;

    private GraphPrinter(Map<Node, String> names, String indent, Node node) {
        this.names = names;
        this.indent = indent;
        this.node = node;
    }

    /**
     * The text of a graph.
     *
     * @param graph the graph
     * @return its lines, each ended by a line feed
     */
    public static String print(Graph graph) {
        return print(graph, "");
    }

    private static String print(Graph graph, String indent) {
        final Map<Node, String> names = names(graph);
        final StringBuilder text = new StringBuilder();
        for (final Node node : all(graph)) {
            final String shapes =
                    node.shapes().stream().map(Shape::toString).collect(Collectors.joining(" "));
            text.append(indent)
                    .append(names.get(node))
                    .append(' ')
                    .append(shapes)
                    .append(node.type() == ElementType.INDEX ? " index" : "")
                    .append(" = ")
                    .append(node.op().accept(new GraphPrinter(names, indent, node)))
                    .append('\n');
        }
        graph.outputs()
                .forEach(
                        (name, node) ->
                                text.append(indent)
                                        .append("return ")
                                        .append(name)
                                        .append(" = ")
                                        .append(names.get(node))
                                        .append('\n'));
        return text.toString();
    }

    private static List<Node> all(Graph graph) {
        final List<Node> all = new ArrayList<>(graph.inputs());
        graph.nodes().stream().filter(node -> !graph.inputs().contains(node)).forEach(all::add);
        return all;
    }

    /** Labels, with the position of the node where a label is missing or taken. */
    private static Map<Node, String> names(Graph graph) {
        final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
        final Set<String> taken = new HashSet<>();
        int position = 0;
        for (final Node node : all(graph)) {
            final String label = node.label();
            final boolean free = !label.isEmpty() && taken.add(label);
            names.put(node, free ? label : label + "%" + position);
            position++;
        }
        return names;
    }

    private String operand(int index) {
        return names.get(node.operands().get(index));
    }

    private String operands() {
        return IntStream.range(0, node.operands().size())
                .mapToObj(this::operand)
                .collect(Collectors.joining(", "));
    }

    private String leaf(String kind, String name) {
        return name.equals(names.get(node)) ? kind : kind + " " + name;
    }

    @Override
    public String input(Op.Input op) {
        return leaf("input", op.name());
    }

    @Override
    public String parameter(Op.Parameter op) {
        return leaf("parameter", op.name());
    }

    @Override
    public String random(Op.Random op) {
        return "random(stream " + op.stream() + ")";
    }

    @Override
    public String iota(Op.Iota op) {
        return "iota(axis " + op.axis() + ")";
    }

    @Override
    public String map(Op.Map op) {
        final AxisNames axes = new AxisNames(op.shape().extents());
        return ExpressionPrinter.print(
                op.body(),
                k -> {
                    final List<Integer> projection = op.projections().get(k);
                    final boolean inPlace = projection.size() == op.shape().rank();
                    return operand(k) + (inPlace ? "" : axes.indices(projection));
                });
    }

    @Override
    public String contract(Op.Contract op) {
        final AxisNames axes = new AxisNames(op.extents());
        final String space =
                IntStream.range(0, op.extents().size())
                        .mapToObj(a -> axes.name(a) + "=" + extent(op.extents().get(a)))
                        .collect(Collectors.joining(", "));
        final String product =
                IntStream.range(0, op.sources().size())
                        .mapToObj(k -> operand(k) + axes.indices(op.sources().get(k)))
                        .collect(Collectors.joining(" * "));
        return "contract(" + space + ") " + product + " -> " + axes.indices(op.target());
    }

    private static String extent(int extent) {
        return extent == Shape.BATCH ? "B" : Integer.toString(extent);
    }

    @Override
    public String reduce(Op.Reduce op) {
        final String axes =
                op.axes().stream().map(String::valueOf).collect(Collectors.joining(" "));
        final String kind = op.kind().name().toLowerCase(Locale.ROOT);
        return "reduce " + kind + "(" + operand(0) + ", axis " + axes + ")";
    }

    @Override
    public String gather(Op.Gather op) {
        return "gather(" + operands() + ")";
    }

    @Override
    public String scatterAdd(Op.ScatterAdd op) {
        return "scatterAdd(" + operands() + ")";
    }

    @Override
    public String reshape(Op.Reshape op) {
        return "reshape(" + operand(0) + ")";
    }

    @Override
    public String view(Op.View op) {
        final AxisNames axes = new AxisNames(op.shape().extents());
        return "view "
                + operand(0)
                + axes.indices(op.source())
                + " padding "
                + ExpressionPrinter.print(op.padding());
    }

    @Override
    public String concatenate(Op.Concatenate op) {
        return "concatenate(" + operands() + ", axis " + op.axis() + ")";
    }

    @Override
    public String scan(Op.Scan op) {
        return "scan("
                + operands()
                + ") states "
                + op.states()
                + " sequences "
                + op.sequences()
                + " length "
                + op.length()
                + (op.reverse() ? " reverse" : "")
                + " {\n"
                + print(op.body(), indent + "    ")
                + indent
                + "}";
    }

    @Override
    public String pick(Op.Pick op) {
        return "pick(" + operand(0) + ", " + op.index() + ")";
    }
}
