package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.Optional;
import java.util.stream.IntStream;

/** What the layers have in common that combine all places of each channel. */
final class GlobalPooling {

    private GlobalPooling() {}

    /**
     * Checks and defines such a layer.
     *
     * @param request the use of the annotation
     * @param mean whether it gives the mean, otherwise the largest element
     * @return the operation
     */
    static LayerOperation define(LayerRequest request, boolean mean) {
        final String text = OperationText.of(request.use());
        final Optional<Shape> input = request.input().shape();
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final Shape shape = input.get();
        if (shape.rank() < 2) {
            request.report(
                    Message.SHAPE_RANK,
                    request.subject(),
                    "places and channels",
                    request.input().subject(),
                    shape,
                    "it has none to combine, so remove it");
            return LayerOperation.unknown(text);
        }
        final Shape output = Shape.of(shape.extent(shape.rank() - 1));
        return LayerOperation.of(
                text,
                Optional.of(output),
                (context, inputs) ->
                        mean
                                ? mean(context, inputs.get(0))
                                : context.builder()
                                        .reduce(
                                                context.label(),
                                                Op.Reduce.Kind.MAX,
                                                inputs.get(0),
                                                places(inputs.get(0).shape())));
    }

    private static Node mean(LoweringContext context, Node input) {
        final GraphBuilder builder = context.builder();
        final Integer[] places = places(input.shape());
        final Node sum = builder.reduce(context.inner("Sum"), Op.Reduce.Kind.SUM, input, places);
        final double count = (double) input.shape().elements() / sum.shape().elements();
        return builder.map(
                context.label(),
                Expressions.multiply(Expressions.argument(0), new Expression.Constant(1 / count)),
                sum);
    }

    private static Integer[] places(Shape shape) {
        return IntStream.range(1, shape.rank() - 1).boxed().toArray(Integer[]::new);
    }
}
