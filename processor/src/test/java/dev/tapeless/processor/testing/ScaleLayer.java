package dev.tapeless.processor.testing;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.layer.LayerDefinition;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.LayerParameter;
import dev.tapeless.processor.layer.LayerRequest;
import dev.tapeless.processor.layer.Meaning;

import java.util.List;
import java.util.Optional;

/** Shows what a new layer takes: this file, its annotation and a line in the service file. */
public final class ScaleLayer implements LayerDefinition {

    /** For the service loader. */
    public ScaleLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.processor.testing.Scale";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final Optional<Integer> length = request.vectorLength(request.input());
        if (length.isEmpty()) {
            return LayerOperation.unknown("Scale");
        }
        final int units = length.get();
        final LayerParameter weight =
                new LayerParameter("weight", List.of(units), List.of(0), "heNormal", 0, 1, 1);
        return new LayerOperation(
                "Scale",
                Optional.of(Shape.of(units)),
                Meaning.VALUES,
                List.of(weight),
                0,
                (context, inputs) ->
                        context.builder()
                                .map(
                                        context.label(),
                                        Expressions.multiply(
                                                Expressions.argument(0), Expressions.argument(1)),
                                        inputs.get(0).shape(),
                                        List.of(List.of(0, 1), List.of(1)),
                                        List.of(inputs.get(0), context.parameter(weight))));
    }
}
