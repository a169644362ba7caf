package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;

import java.util.List;

/** {@code x / sqrt(mean(x * x) + epsilon) * weight} along the last dimensions. */
@AutoService(LayerDefinition.class)
public final class RmsNormLayer implements LayerDefinition {

    /** For the service loader. */
    public RmsNormLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.RmsNorm";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return LastDimensions.define(request, false, RmsNormLayer::lower);
    }

    private static Node lower(
            LoweringContext context,
            Node input,
            List<Integer> axes,
            double epsilon,
            List<LayerParameter> parameters) {
        final Statistics statistics = new Statistics(context, axes);
        final Node square = statistics.meanSquare(context.inner("MeanSquare"), input);
        final String label = parameters.isEmpty() ? context.label() : context.inner("Normal");
        final Node normal = statistics.divided(label, input, square, epsilon);
        return Statistics.scaled(context, normal, parameters);
    }
}
