package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expression;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code y = linear2(activation(linear1(x)))} along the last dimension. */
@AutoService(LayerDefinition.class)
public final class FeedForwardLayer implements LayerDefinition {

    private static final Initializer UP = new Initializer("heNormal", 0);
    private static final Initializer DOWN = new Initializer("lecunNormal", 0);

    /** For the service loader. */
    public FeedForwardLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.FeedForward";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final AnnotationUse use = request.use();
        final int units = use.integer("value");
        final String text = OperationText.of(use, "value", "activation", "bias", "dropout");
        final Optional<Shape> input = request.input().shape();
        final Optional<Expression> activation = ChosenActivation.read(request, "activation");
        final double dropout = DropoutMask.rate(request, "dropout");
        if (units < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), units);
        }
        if (units < 1 || input.isEmpty() || activation.isEmpty()) {
            return LayerOperation.unknown(text).output(input);
        }
        final int features = input.get().extent(input.get().rank() - 1);
        final boolean bias = use.flag("bias");
        final Linear up = Linear.of("linear1.", features, units, UP, bias);
        final Linear down = Linear.of("linear2.", units, features, DOWN, bias);
        final Shape inside = up.output(input.get());
        if (!Images.fits(request, "linear1.weight", up.weight().shape())
                || !Images.fits(request, inside)) {
            return LayerOperation.unknown(text).output(input);
        }
        final List<LayerParameter> parameters = new ArrayList<>(up.parameters());
        parameters.addAll(down.parameters());
        return new LayerOperation(
                text,
                input,
                Meaning.VALUES,
                parameters,
                up.multiplyAdds(input.get()) + down.multiplyAdds(inside),
                (context, values) -> {
                    final Node sums =
                            up.lower(
                                    context,
                                    context.inner("Up"),
                                    context.inner("UpProduct"),
                                    values.get(0));
                    final Node active =
                            context.builder().map(context.inner("Active"), activation.get(), sums);
                    return down.lower(
                            context,
                            context.label(),
                            context.inner("Product"),
                            DropoutMask.drop(context, context.inner("Kept"), active, dropout));
                });
    }
}
