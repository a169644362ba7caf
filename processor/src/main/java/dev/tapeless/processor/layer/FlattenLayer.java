package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.Optional;

/** The elements as a vector. */
@AutoService(LayerDefinition.class)
public final class FlattenLayer implements LayerDefinition {

    /** For the service loader. */
    public FlattenLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Flatten";
    }

    @Override
    public boolean readsIntegers() {
        return true;
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final Optional<Shape> output =
                request.input().shape().map(shape -> Shape.of((int) shape.elements()));
        return LayerOperation.of(
                        OperationText.of(request.use()),
                        output,
                        (context, inputs) ->
                                context.builder()
                                        .apply(
                                                context.label(),
                                                new Op.Reshape(output.orElseThrow().batched()),
                                                inputs))
                .meaning(request.input().meaning());
    }
}
