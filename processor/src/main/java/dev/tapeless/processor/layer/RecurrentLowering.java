package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recurrent layer as scans, one for each direction. The body has the product with the element
 * beside that with the state, each in the form of a dense layer.
 */
final class RecurrentLowering {

    private static final String REVERSE = "Reverse";

    private final Recurrence recurrence;
    private final LoweringContext context;
    private final boolean isSequence;

    /**
     * Prepares a layer.
     *
     * @param recurrence its cell
     * @param context where it is lowered to
     * @param isSequence whether all outputs are given, or the last only
     */
    RecurrentLowering(Recurrence recurrence, LoweringContext context, boolean isSequence) {
        this.recurrence = recurrence;
        this.context = context;
        this.isSequence = isSequence;
    }

    /**
     * Lowers the layer.
     *
     * @param input the sequence
     * @param ahead the parameters of the direction from the first element to the last
     * @param back those of the other direction; empty for a layer of one direction
     * @return the output
     */
    Node lower(Node input, List<LayerParameter> ahead, List<LayerParameter> back) {
        if (back.isEmpty()) {
            return direction(input, ahead, context.label(), "");
        }
        final Node first = direction(input, ahead, context.inner("Forward"), "");
        final Node second = direction(input, back, context.inner(REVERSE), REVERSE);
        final int axis = first.shape().rank() - 1;
        return context.builder()
                .apply(context.label(), new Op.Concatenate(axis), List.of(first, second));
    }

    private Node direction(
            Node input, List<LayerParameter> parameters, String label, String suffix) {
        final int length = input.shape().extent(1);
        final int units = parameters.get(1).shape().get(1);
        final Shape row = Shape.of(units).batched();
        final GraphBuilder inside = new GraphBuilder();
        final RecurrentCell cell =
                new RecurrentCell(inside, units, name -> context.inner(name + suffix));
        final List<Node> states = new ArrayList<>();
        for (final String name : List.of("State", "Cell").subList(0, recurrence.states())) {
            states.add(inside.input(context.inner(name + suffix), row));
        }
        final Shape element = Shape.of(input.shape().extent(2)).batched();
        final Node x = inside.input(context.inner("Element" + suffix), element);
        final List<Node> weights = new ArrayList<>();
        for (final LayerParameter parameter : parameters) {
            weights.add(
                    inside.input(
                            context.field() + "." + parameter.name(), parameter.storedShape()));
        }
        final Node fromInput = sums(cell, "Input", x, weights, 0);
        final Node fromState = sums(cell, "Recurrent", states.get(0), weights, 1);
        final List<Node> next =
                recurrence.formulas().next(cell, fromInput, fromState, List.copyOf(states));
        final Op.Scan scan =
                new Op.Scan(
                        body(states, x, weights, next),
                        recurrence.states(),
                        1,
                        length,
                        suffix.equals(REVERSE));
        return scan(input, parameters, label, scan);
    }

    /** {@code weight * x + bias}. */
    private static Node sums(
            RecurrentCell cell, String name, Node x, List<Node> parameters, int which) {
        final Node weight = parameters.get(which);
        final Shape shape = Shape.of(weight.shape().extent(1)).batched();
        // The iteration axes are samples, inputs, units of all gates.
        final Op.Contract product =
                new Op.Contract(
                        List.of(Shape.BATCH, weight.shape().extent(0), weight.shape().extent(1)),
                        List.of(IndexMap.ofAxes(3, 0, 1), IndexMap.ofAxes(3, 1, 2)),
                        IndexMap.ofAxes(3, 0, 2),
                        shape);
        final boolean hasBias = parameters.size() > 2;
        final String label = cell.labels().apply(hasBias ? name + "Product" : name + "Sums");
        final Node sums = cell.builder().contract(label, product, x, weight);
        if (!hasBias) {
            return sums;
        }
        return cell.builder()
                .map(
                        cell.labels().apply(name + "Sums"),
                        Expressions.add(Expressions.argument(0), Expressions.argument(1)),
                        shape,
                        List.of(List.of(0, 1), List.of(1)),
                        List.of(sums, parameters.get(2 + which)));
    }

    private Graph body(List<Node> states, Node x, List<Node> weights, List<Node> next) {
        final List<Node> inputs = new ArrayList<>(states);
        inputs.add(x);
        inputs.addAll(weights);
        final Map<String, Node> outputs = new LinkedHashMap<>();
        for (int k = 0; k < next.size(); k++) {
            outputs.put("next" + k, next.get(k));
        }
        if (isSequence) {
            outputs.put("output", next.get(0));
        }
        return Graph.of(inputs, outputs);
    }

    private Node scan(Node input, List<LayerParameter> parameters, String label, Op.Scan scan) {
        final GraphBuilder builder = context.builder();
        final List<Node> operands = new ArrayList<>();
        for (int k = 0; k < recurrence.states(); k++) {
            operands.add(
                    builder.map(
                            "",
                            Expressions.ZERO,
                            scan.body().inputs().get(k).shape(),
                            List.of(),
                            List.of()));
        }
        operands.add(input);
        parameters.forEach(parameter -> operands.add(context.parameter(parameter)));
        final Node members = builder.apply(label, scan, operands);
        final int member = isSequence ? recurrence.states() : 0;
        return builder.apply(label, new Op.Pick(member), List.of(members));
    }
}
