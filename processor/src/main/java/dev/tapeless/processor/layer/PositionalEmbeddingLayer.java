package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;
import java.util.Optional;

/** A learned row added at each place of a sequence. */
@AutoService(LayerDefinition.class)
public final class PositionalEmbeddingLayer implements LayerDefinition {

    /**
     * As if a unit had 2500 inputs: their standard deviation is then 0.02, as transformers start.
     */
    private static final int FAN_IN = 2500;

    /** For the service loader. */
    public PositionalEmbeddingLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.PositionalEmbedding";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use());
        final Optional<Shape> input = Images.read(request, 1);
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final LayerParameter weight =
                new LayerParameter(
                        "weight",
                        input.get().extents(),
                        List.of(0, 1),
                        "lecunNormal",
                        0,
                        FAN_IN,
                        FAN_IN);
        return new LayerOperation(
                text,
                input,
                Meaning.VALUES,
                List.of(weight),
                0,
                (context, inputs) ->
                        context.builder()
                                .map(
                                        context.label(),
                                        Expressions.add(argument(0), argument(1)),
                                        inputs.get(0).shape(),
                                        List.of(List.of(0, 1, 2), List.of(1, 2)),
                                        List.of(inputs.get(0), context.parameter(weight))));
    }
}
