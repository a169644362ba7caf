package dev.tapeless.processor.layer;

import com.google.auto.service.AutoService;

import dev.tapeless.processor.ir.expression.BinaryFunction;

/** The product of branches of one shape, element by element. */
@AutoService(LayerDefinition.class)
public final class MultiplyLayer implements LayerDefinition {

    /** For the service loader. */
    public MultiplyLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.Multiply";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        return Elementwise.define(request, BinaryFunction.MULTIPLY);
    }
}
