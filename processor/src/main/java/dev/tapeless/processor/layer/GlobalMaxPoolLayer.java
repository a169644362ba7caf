package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

/** The largest element of each channel over all places. */
@AutoService(LayerDefinition.class)
public final class GlobalMaxPoolLayer implements LayerDefinition {

    /** For the service loader. */
    public GlobalMaxPoolLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.GlobalMaxPool";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return GlobalPooling.define(request, false);
    }
}
