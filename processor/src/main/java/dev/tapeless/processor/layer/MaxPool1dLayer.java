package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The largest elements of the windows of a sequence. */
@AutoService(LayerDefinition.class)
public final class MaxPool1dLayer implements LayerDefinition {

    /** For the service loader. */
    public MaxPool1dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.MaxPool1d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Pooling.max(request, 1);
    }
}
