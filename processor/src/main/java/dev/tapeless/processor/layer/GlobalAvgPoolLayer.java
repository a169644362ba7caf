package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The mean of each channel over all places. */
@AutoService(LayerDefinition.class)
public final class GlobalAvgPoolLayer implements LayerDefinition {

    /** For the service loader. */
    public GlobalAvgPoolLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.GlobalAvgPool";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return GlobalPooling.define(request, true);
    }
}
