package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** A convolution over sequences. */
@AutoService(LayerDefinition.class)
public final class Conv1dLayer implements LayerDefinition {

    /** For the service loader. */
    public Conv1dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Conv1d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Convolution.define(request, 1);
    }
}
