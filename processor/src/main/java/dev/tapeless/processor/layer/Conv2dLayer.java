package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** A convolution over images. */
@AutoService(LayerDefinition.class)
public final class Conv2dLayer implements LayerDefinition {

    /** For the service loader. */
    public Conv2dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Conv2d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Convolution.define(request, 2);
    }
}
