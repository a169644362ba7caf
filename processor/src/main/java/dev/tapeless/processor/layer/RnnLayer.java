package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.add;
import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

/** Units that read their own last output. */
@AutoService(LayerDefinition.class)
public final class RnnLayer implements LayerDefinition {

    private static final String ACTIVATION = "activation";

    /** For the service loader. */
    public RnnLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Rnn";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final Expression activation =
                ChosenActivation.read(request, ACTIVATION).orElse(argument(0));
        final Expression body =
                Expressions.substitute(activation, x -> add(argument(0), argument(1)));
        return new Recurrence(
                        1,
                        1,
                        (cell, input, recurrent, states) ->
                                List.of(cell.map("Next", body, input, recurrent)))
                .define(request, "value", ACTIVATION, "sequence", "bidirectional", "bias");
    }
}
