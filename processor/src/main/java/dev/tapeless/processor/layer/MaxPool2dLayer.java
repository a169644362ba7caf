package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The largest elements of the windows of an image. */
@AutoService(LayerDefinition.class)
public final class MaxPool2dLayer implements LayerDefinition {

    /** For the service loader. */
    public MaxPool2dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.MaxPool2d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Pooling.max(request, 2);
    }
}
