package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;

/** {@code exp(x - m) / sum(exp(x - m))} with {@code m = max(x)}. */
@AutoService(LayerDefinition.class)
public final class SoftmaxLayer implements LayerDefinition {

    /** For the service loader. */
    public SoftmaxLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Softmax";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Normalisation.define(request, "1", SoftmaxLayer::lower)
                .meaning(Meaning.PROBABILITIES)
                .link(Link.SOFTMAX);
    }

    private static Node lower(LoweringContext context, List<Node> inputs) {
        final Normalisation parts = Normalisation.of(context, inputs.get(0));
        final int rank = inputs.get(0).shape().rank();
        return context.builder()
                .map(
                        context.label(),
                        Expressions.divide(argument(0), argument(1)),
                        parts.exponentials().shape(),
                        List.of(Normalisation.axes(rank), Normalisation.axes(rank - 1)),
                        List.of(parts.exponentials(), parts.sum()));
    }
}
