package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** In training, sets random channels to 0 and scales the others up; for predictions, nothing. */
@AutoService(LayerDefinition.class)
public final class SpatialDropoutLayer implements LayerDefinition {

    /** For the service loader. */
    public SpatialDropoutLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.SpatialDropout";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "value");
        final double rate = DropoutMask.rate(request);
        final Optional<Shape> input = request.input().shape();
        if (input.isPresent() && input.get().rank() < 2) {
            request.report(
                    Message.SHAPE_RANK,
                    request.subject(),
                    "places and channels",
                    request.input().subject(),
                    input.get(),
                    "write @Dropout for single elements");
        }
        return LayerOperation.of(
                text, input, (context, inputs) -> lower(context, inputs.get(0), rate));
    }

    private static Node lower(LoweringContext context, Node input, double rate) {
        if (context.mode() == Mode.PREDICT || rate == 0) {
            return input;
        }
        final int last = input.shape().rank() - 1;
        final Shape channels = Shape.of(input.shape().extent(last)).batched();
        return context.builder()
                .map(
                        context.label(),
                        Expressions.multiply(argument(0), argument(1)),
                        input.shape(),
                        List.of(IntStream.rangeClosed(0, last).boxed().toList(), List.of(0, last)),
                        List.of(input, DropoutMask.of(context, channels, rate)));
    }
}
