package dev.tapeless.processor.testing;

import dev.tapeless.processor.layer.LayerDefinition;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.LayerRequest;

/** Throws. */
public final class ExplodingLayer implements LayerDefinition {

    /** For the service loader. */
    public ExplodingLayer() {}

    @Override
    public String annotation() {
        return "dev.tapeless.processor.testing.Exploding";
    }

    @Override
    public LayerOperation define(LayerRequest request) {
        final IllegalStateException mistake =
                new IllegalStateException("a mistake of the definition\nin two lines");
        mistake.setStackTrace(
                new StackTraceElement[] {
                    new StackTraceElement("ExplodingLayer", "define", "ExplodingLayer.java", 7)
                });
        throw mistake;
    }
}
