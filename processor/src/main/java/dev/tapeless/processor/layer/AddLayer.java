package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.expression.BinaryFunction;

/** The sum of branches of one shape, element by element. */
@AutoService(LayerDefinition.class)
public final class AddLayer implements LayerDefinition {

    /** For the service loader. */
    public AddLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Add";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Elementwise.define(request, BinaryFunction.ADD);
    }
}
