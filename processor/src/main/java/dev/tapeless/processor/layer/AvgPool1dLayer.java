package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The means of the windows of a sequence. */
@AutoService(LayerDefinition.class)
public final class AvgPool1dLayer implements LayerDefinition {

    /** For the service loader. */
    public AvgPool1dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.AvgPool1d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Pooling.mean(request, 1);
    }
}
