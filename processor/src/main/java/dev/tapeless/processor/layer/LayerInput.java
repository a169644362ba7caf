package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Shape;

import java.util.Optional;

/**
 * What a layer reads.
 *
 * @param name the layer, or {@code input}
 * @param subject how messages call it: {@code Dense "hidden"} or {@code the input of the network}
 * @param shape its shape for one sample; empty when a mistake keeps it unknown
 * @param meaning what its numbers are
 */
public record LayerInput(String name, String subject, Optional<Shape> shape, Meaning meaning) {}
