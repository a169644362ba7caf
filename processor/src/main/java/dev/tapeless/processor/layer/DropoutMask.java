package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression.Constant;
import dev.tapeless.processor.ir.expression.ExpressionPrinter;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

/** What layers that drop something at random have in common. */
final class DropoutMask {

    private DropoutMask() {}

    /**
     * Reads the rate; reports one that is no probability below 1.
     *
     * @param request the use of the annotation
     * @return the rate
     */
    static double rate(LayerRequest request) {
        return rate(request, "value");
    }

    /**
     * Reads a rate; reports one that is no probability below 1.
     *
     * @param request the use of the annotation
     * @param member the member that has the rate
     * @return the rate
     */
    static double rate(LayerRequest request, String member) {
        final double rate = request.use().number(member);
        if (!(rate >= 0 && rate < 1)) {
            request.report(
                    member,
                    Message.DROPOUT_RATE,
                    request.subject(),
                    ExpressionPrinter.print(rate),
                    remedy(rate));
        }
        return rate;
    }

    private static String remedy(double rate) {
        if (rate >= 2 && rate < 100) {
            final String fraction = ExpressionPrinter.print(rate / 100);
            return "write " + fraction + " to drop " + ExpressionPrinter.print(rate) + " percent";
        }
        return "write for instance 0.5 to drop one element in two";
    }

    /**
     * A value with random elements dropped in training, and the value itself otherwise.
     *
     * @param context where it is lowered to
     * @param label what the result is called
     * @param input the value
     * @param rate the probability of a zero
     * @return the result
     */
    static Node drop(LoweringContext context, String label, Node input, double rate) {
        if (context.mode() == Mode.PREDICT || rate == 0) {
            return input;
        }
        final Node mask = of(context, input.shape(), rate);
        return context.builder()
                .map(label, Expressions.multiply(argument(0), argument(1)), input, mask);
    }

    /**
     * Zeros at random, and what scales the others up. It is a node of its own, so that the backward
     * pass can keep it instead of drawing again.
     *
     * @param context where it is lowered to
     * @param shape its shape
     * @param rate the probability of a zero
     * @return the mask
     */
    static Node of(LoweringContext context, Shape shape, double rate) {
        final GraphBuilder builder = context.builder();
        final int stream = context.streams().getAsInt();
        final Node uniform =
                builder.apply(context.inner("Uniform"), new Op.Random(stream, shape), List.of());
        return builder.map(
                context.inner("Mask"),
                Expressions.where(
                        Comparison.GREATER_OR_EQUAL,
                        argument(0),
                        new Constant(rate),
                        new Constant(1 / (1 - rate)),
                        new Constant(0)),
                uniform);
    }
}
