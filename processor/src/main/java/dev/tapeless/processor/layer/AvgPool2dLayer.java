package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The means of the windows of an image. */
@AutoService(LayerDefinition.class)
public final class AvgPool2dLayer implements LayerDefinition {

    /** For the service loader. */
    public AvgPool2dLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.AvgPool2d";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Pooling.mean(request, 2);
    }
}
