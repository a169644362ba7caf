package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** In training, sets random elements to 0 and scales the others up; for predictions, nothing. */
@AutoService(LayerDefinition.class)
public final class DropoutLayer implements LayerDefinition {

    /** For the service loader. */
    public DropoutLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Dropout";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final double rate = DropoutMask.rate(request);
        return LayerOperation.of(
                        OperationText.of(request.use(), "value"),
                        request.input().shape(),
                        (context, inputs) ->
                                DropoutMask.drop(context, context.label(), inputs.get(0), rate))
                .meaning(request.input().meaning().changed());
    }
}
