package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.Expressions;

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
                (context, inputs) -> lower(context, inputs.get(0), rate));
    }

    private static Node lower(LoweringContext context, Node input, double rate) {
        if (context.mode() == Mode.PREDICT || rate == 0) {
            return input;
        }
        final Node mask = DropoutMask.of(context, input.shape(), rate);
        return context.builder()
                .map(context.label(), Expressions.multiply(argument(0), argument(1)), input, mask);
    }
}
