package dev.tapeless.processor.schedule.group;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.schedule.plan.Location;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What nodes compute, a line each, as comments and Javadoc show it. */
public final class FormulaText {

    /** What textbooks call the value that an activation is applied to. */
    private static final String ACTIVATED = "z";

    private FormulaText() {}

    /**
     * The formula of a node, for instance {@code hidden = tanh(input * hidden.weight +
     * hidden.bias)}; of a sum over the batch with {@code +=}.
     *
     * @param node the node
     * @param inlined operands that are not shown by name but as what they are
     * @return one line
     */
    public static String of(Node node, Set<Node> inlined) {
        return node.label() + (isBatchSum(node) ? " += " : " = ") + right(node, inlined);
    }

    /**
     * The formula of a sum that is added to the gradient of a parameter.
     *
     * @param node the sum
     * @param place the gradient
     * @param inlined operands that are not shown by name but as what they are
     * @return one line
     */
    public static String added(Node node, Location.ParameterGradient place, Set<Node> inlined) {
        return "dL/d" + place.parameter() + " += " + right(node, inlined);
    }

    /**
     * What a sum is called that is added to the gradient of a parameter.
     *
     * @param node the sum
     * @param place the gradient
     * @return the gradient, together with the use that it comes from where there are several
     */
    public static String label(Node node, Location.ParameterGradient place) {
        final String gradient = "dL/d" + place.parameter();
        return node.label().startsWith(gradient + "Via") ? node.label() : gradient;
    }

    /**
     * The formulas of a kernel in loops.
     *
     * @param nodes what it computes, in order
     * @param consumers who reads which value
     * @return lines; a product stands in the formula of the step that finishes it
     */
    public static List<String> of(List<Node> nodes, Consumers consumers) {
        final List<String> formulas = new ArrayList<>();
        final Set<Node> inlined = new LinkedHashSet<>();
        for (final Node node : nodes) {
            final Optional<Node> reader = consumers.only(node).filter(nodes::contains);
            final Optional<BiasSplit> split = reader.flatMap(map -> BiasSplit.of(node, map));
            if (node.op() instanceof Op.Contract && split.isPresent()) {
                addActivated(node, reader.get(), split.get(), formulas);
            } else if (reader.isPresent() && isTermOfSum(node, reader.get())) {
                inlined.add(node);
            } else if (formulas.stream().noneMatch(line -> line.startsWith(left(node)))) {
                formulas.add(of(node, inlined));
            }
        }
        return formulas;
    }

    private static String left(Node node) {
        return node.label() + " = ";
    }

    /** A layer: the product with its bias, then the activation. */
    private static void addActivated(
            Node product, Node reader, BiasSplit split, List<String> formulas) {
        final String sum = right(product, Set.of()) + " + " + split.bias().label();
        if (split.isPlain()) {
            formulas.add(left(reader) + sum);
            return;
        }
        final List<String> names =
                reader.operands().stream()
                        .map(operand -> operand == product ? ACTIVATED : operand.label())
                        .toList();
        formulas.add(ACTIVATED + " = " + sum);
        formulas.add(left(reader) + ExpressionPrinter.print(split.rest(), names));
    }

    private static boolean isTermOfSum(Node node, Node reader) {
        return node.op() instanceof Op.Map
                && reader.op() instanceof Op.Reduce reduce
                && reduce.kind() == Op.Reduce.Kind.SUM
                && !isBatchSum(reader);
    }

    private static boolean isBatchSum(Node node) {
        return !node.shape().isBatched()
                && node.operands().stream().anyMatch(operand -> operand.shape().isBatched());
    }

    private static String right(Node node, Set<Node> inlined) {
        final List<String> operands =
                node.operands().stream()
                        .map(
                                operand ->
                                        inlined.contains(operand)
                                                ? right(operand, inlined)
                                                : operand.label())
                        .toList();
        if (node.op() instanceof Op.Map map) {
            final List<String> names = new ArrayList<>(operands);
            for (int k = 0; k < names.size(); k++) {
                if (node.operands().get(k).op() instanceof Op.Iota iota) {
                    // Along which dimension of a sample of the result.
                    final int axis = map.projections().get(k).get(iota.axis());
                    names.set(k, "index(" + (node.shape().isBatched() ? axis - 1 : axis) + ")");
                }
            }
            return ExpressionPrinter.print(map.body(), names);
        } else if (node.op() instanceof Op.Contract) {
            return String.join(" * ", operands);
        } else if (node.op() instanceof Op.Reduce reduce) {
            if (isBatchSum(node)) {
                return operands.get(0);
            }
            return reduce.kind().name().toLowerCase(Locale.ROOT) + "(" + operands.get(0) + ")";
        } else if (node.op() instanceof Op.Random) {
            return "random()";
        } else if (node.op() instanceof Op.Concatenate) {
            return "concatenate(" + String.join(", ", operands) + ")";
        } else if (node.op() instanceof Op.Iota) {
            return "index";
        } else if (node.op() instanceof Op.Gather) {
            return operands.get(0) + "[" + operands.get(1) + "]";
        } else if (node.op() instanceof Op.ScatterAdd) {
            return operands.get(1) + " added at [" + operands.get(0) + "]";
        } else if (node.op() instanceof Op.Reshape) {
            return operands.get(0);
        }
        return "a part of " + String.join(", ", operands);
    }
}
