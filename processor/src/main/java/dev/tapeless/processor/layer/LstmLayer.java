package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.argument;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;

/** Long short-term memory. */
@AutoService(LayerDefinition.class)
public final class LstmLayer implements LayerDefinition {

    private static final int INPUT = 0;
    private static final int FORGET = 1;
    private static final int CELL = 2;
    private static final int OUTPUT = 3;

    /** For the service loader. */
    public LstmLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Lstm";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return new Recurrence(4, 2, LstmLayer::next)
                .define(request, "value", "sequence", "bidirectional", "bias");
    }

    private static List<Node> next(
            RecurrentCell cell, Node input, Node recurrent, List<Node> states) {
        final Node in = cell.gate("In", UnaryFunction.SIGMOID, input, recurrent, INPUT);
        final Node forget = cell.gate("Forget", UnaryFunction.SIGMOID, input, recurrent, FORGET);
        final Node candidate = cell.gate("New", UnaryFunction.TANH, input, recurrent, CELL);
        final Node out = cell.gate("Out", UnaryFunction.SIGMOID, input, recurrent, OUTPUT);
        final Node next =
                cell.map(
                        "NextCell",
                        add(multiply(argument(0), argument(1)), multiply(argument(2), argument(3))),
                        forget,
                        states.get(1),
                        in,
                        candidate);
        final Node output =
                cell.map(
                        "Next",
                        multiply(argument(0), apply(UnaryFunction.TANH, argument(1))),
                        out,
                        next);
        return List.of(output, next);
    }
}
