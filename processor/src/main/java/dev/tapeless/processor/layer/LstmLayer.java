package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.apply;
import static dev.tapeless.processor.ir.expression.Expressions.argument;
import static dev.tapeless.processor.ir.expression.Expressions.multiply;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;
import java.util.Locale;

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
        final Node in = gate(cell, "In", UnaryFunction.SIGMOID, input, recurrent, INPUT);
        final Node forget = gate(cell, "Forget", UnaryFunction.SIGMOID, input, recurrent, FORGET);
        final Node candidate = gate(cell, "New", UnaryFunction.TANH, input, recurrent, CELL);
        final Node out = gate(cell, "Out", UnaryFunction.SIGMOID, input, recurrent, OUTPUT);
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

    private static Node gate(
            RecurrentCell cell,
            String name,
            UnaryFunction function,
            Node input,
            Node recurrent,
            int index) {
        return cell.map(
                name,
                apply(function, add(argument(0), argument(1))),
                cell.gate(input, index, name.toLowerCase(Locale.ROOT)),
                cell.gate(recurrent, index, name.toLowerCase(Locale.ROOT)));
    }
}
