package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;

/** {@code x - m - log(sum(exp(x - m)))} with {@code m = max(x)}. */
@AutoService(LayerDefinition.class)
public final class LogSoftmaxLayer implements LayerDefinition {

    /** For the service loader. */
    public LogSoftmaxLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.LogSoftmax";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Normalisation.define(request, "0", LogSoftmaxLayer::lower)
                .meaning(Meaning.LOG_PROBABILITIES)
                .link(Link.LOG_SOFTMAX);
    }

    private static Node lower(LoweringContext context, List<Node> inputs) {
        final Node scores = inputs.get(0);
        final Normalisation parts = Normalisation.of(context, scores);
        final List<Integer> all = Normalisation.axes(scores.shape().rank());
        final List<Integer> outer = Normalisation.axes(scores.shape().rank() - 1);
        // In this order the difference of large scores is exact before the logarithm is subtracted.
        final Expression shifted =
                Expressions.subtract(
                        argument(0), Expressions.apply(UnaryFunction.DETACH, argument(1)));
        return context.builder()
                .map(
                        context.label(),
                        Expressions.subtract(
                                shifted, Expressions.apply(UnaryFunction.LOG, argument(2))),
                        scores.shape(),
                        List.of(all, outer, outer),
                        List.of(scores, parts.largest(), parts.sum()));
    }
}
