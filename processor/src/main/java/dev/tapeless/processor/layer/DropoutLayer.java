package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

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
        final double rate = request.use().number("value");
        if (!(rate >= 0 && rate < 1)) {
            request.report(
                    "value",
                    Message.DROPOUT_RATE,
                    request.subject(),
                    ExpressionPrinter.print(rate),
                    remedy(rate));
        }
        return LayerOperation.of(
                OperationText.of(request.use(), "value"),
                request.input().shape(),
                (context, inputs) -> lower(context, inputs.get(0), rate));
    }

    private static String remedy(double rate) {
        if (rate >= 2 && rate < 100) {
            final String fraction = ExpressionPrinter.print(rate / 100);
            return "write " + fraction + " to drop " + ExpressionPrinter.print(rate) + " percent";
        }
        return "write for instance 0.5 to drop one element in two";
    }

    private static Node lower(LoweringContext context, Node input, double rate) {
        if (context.mode() == Mode.PREDICT || rate == 0) {
            return input;
        }
        final GraphBuilder builder = context.builder();
        final int stream = context.streams().getAsInt();
        final Node uniform =
                builder.apply(
                        context.inner("Uniform"), new Op.Random(stream, input.shape()), List.of());
        // A node of its own, so that the backward pass can keep it instead of drawing again.
        final Node mask =
                builder.map(
                        context.inner("Mask"),
                        Expressions.where(
                                Comparison.GREATER_OR_EQUAL,
                                argument(0),
                                new Constant(rate),
                                new Constant(1 / (1 - rate)),
                                new Constant(0)),
                        uniform);
        return builder.map(
                context.label(), Expressions.multiply(argument(0), argument(1)), input, mask);
    }
}
