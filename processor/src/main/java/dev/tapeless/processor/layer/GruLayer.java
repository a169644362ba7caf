package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.ONE;
import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.argument;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;
import static dev.tapeless.processor.ir.expression.Expressions.subtract;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;

/** Gated recurrent units. */
@AutoService(LayerDefinition.class)
public final class GruLayer implements LayerDefinition {

    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int NEW = 2;

    /** For the service loader. */
    public GruLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Gru";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return new Recurrence(3, 1, GruLayer::next)
                .define(request, "value", "sequence", "bidirectional", "bias");
    }

    private static List<Node> next(
            RecurrentCell cell, Node input, Node recurrent, List<Node> states) {
        final Node reset = cell.gate("Reset", UnaryFunction.SIGMOID, input, recurrent, RESET);
        final Node update = cell.gate("Update", UnaryFunction.SIGMOID, input, recurrent, UPDATE);
        final Node candidate =
                cell.map(
                        "New",
                        apply(
                                UnaryFunction.TANH,
                                add(argument(0), multiply(argument(1), argument(2)))),
                        cell.gate(input, NEW, "new"),
                        reset,
                        cell.gate(recurrent, NEW, "new"));
        final Expression mixed =
                add(
                        multiply(subtract(ONE, argument(0)), argument(1)),
                        multiply(argument(0), argument(2)));
        return List.of(cell.map("Next", mixed, update, candidate, states.get(0)));
    }
}
