package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.Optional;

/** {@code y = weight x + bias} along the last dimension. */
@AutoService(LayerDefinition.class)
public final class DenseLayer implements LayerDefinition {

    /** For the service loader. */
    public DenseLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Dense";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final AnnotationUse use = request.use();
        final int units = use.integer("value");
        final Initializer initializer = Initializer.read(request);
        final Optional<Shape> input = request.input().shape();
        final String text = OperationText.of(use, "value", "bias");
        if (units < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), units);
        }
        if (units < 1 || input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final int length = input.get().extent(input.get().rank() - 1);
        final Linear linear = Linear.of("", length, units, initializer, use.flag("bias"));
        final Shape output = linear.output(input.get());
        if (!Sizes.fit(linear.weight().shape())) {
            request.report(
                    "value",
                    Message.SIZE_PARAMETER,
                    request.subject(),
                    "weight",
                    Sizes.productText(linear.weight().shape()));
            return LayerOperation.unknown(text).output(Optional.of(output));
        }
        if (!Images.fits(request, output)) {
            return LayerOperation.unknown(text);
        }
        return new LayerOperation(
                text,
                Optional.of(output),
                Meaning.VALUES,
                linear.parameters(),
                linear.multiplyAdds(input.get()),
                (context, values) ->
                        linear.lower(
                                context, context.label(), context.inner("Product"), values.get(0)));
    }
}
