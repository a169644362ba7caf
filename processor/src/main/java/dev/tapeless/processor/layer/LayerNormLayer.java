package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.Node;

import java.util.List;

/** {@code (x - mean) / sqrt(variance + epsilon) * weight + bias} along the last dimensions. */
@AutoService(LayerDefinition.class)
public final class LayerNormLayer implements LayerDefinition {

    /** For the service loader. */
    public LayerNormLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.LayerNorm";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return LastDimensions.define(request, true, LayerNormLayer::lower);
    }

    private static Node lower(
            LoweringContext context,
            Node input,
            List<Integer> axes,
            double epsilon,
            List<LayerParameter> parameters) {
        final Statistics statistics = new Statistics(context, axes);
        final Node centred = statistics.centred(context.inner("Centred"), input);
        final Node variance = statistics.meanSquare(context.inner("Variance"), centred);
        final String label = parameters.isEmpty() ? context.label() : context.inner("Normal");
        final Node normal = statistics.divided(label, centred, variance, epsilon);
        return Statistics.scaled(context, normal, parameters);
    }
}
