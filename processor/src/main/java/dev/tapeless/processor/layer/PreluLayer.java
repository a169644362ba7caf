package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Comparison;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;
import java.util.Optional;

/** {@code where(x > 0, x, weight * x)} with a learned weight. */
@AutoService(LayerDefinition.class)
public final class PreluLayer implements LayerDefinition {

    /** For the service loader. */
    public PreluLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Prelu";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final String text = OperationText.of(request.use(), "perChannel");
        final Optional<Shape> input = request.input().shape();
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final boolean perChannel = request.use().flag("perChannel");
        final int slopes = perChannel ? input.get().extent(input.get().rank() - 1) : 1;
        final LayerParameter weight =
                new LayerParameter("weight", List.of(slopes), List.of(0), "constant", 0.25, 1, 1);
        return new LayerOperation(
                text,
                input,
                request.input().meaning().changed(),
                List.of(weight),
                0,
                (context, values) -> lower(context, values.get(0), weight, perChannel));
    }

    private static Node lower(
            LoweringContext context, Node input, LayerParameter parameter, boolean perChannel) {
        final int rank = input.shape().rank();
        final Node stored = context.parameter(parameter);
        // One slope for all is a number that no axis of the input belongs to.
        final Node weight =
                perChannel
                        ? stored
                        : context.builder()
                                .reduce(context.inner("Slope"), Op.Reduce.Kind.SUM, stored, 0);
        final Expression body =
                Expressions.where(
                        Comparison.GREATER,
                        argument(0),
                        Expressions.ZERO,
                        argument(0),
                        Expressions.multiply(argument(1), argument(0)));
        return context.builder()
                .map(
                        context.label(),
                        body,
                        input.shape(),
                        List.of(input.shape().axes(), perChannel ? List.of(rank - 1) : List.of()),
                        List.of(input, weight));
    }
}
