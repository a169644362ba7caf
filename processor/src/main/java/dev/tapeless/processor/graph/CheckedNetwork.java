package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.NetworkDeclaration;

import java.util.List;
import java.util.Optional;

/**
 * A network that was checked. Without a mistake in the report, nothing in it is unknown.
 *
 * @param declaration what was written
 * @param input the shape of one sample; empty when a mistake keeps it unknown
 * @param layers the layers, in source order
 */
public record CheckedNetwork(
        NetworkDeclaration declaration, Optional<Shape> input, List<CheckedLayer> layers) {

    /**
     * The network for the emitter.
     *
     * @return the network, with nothing unknown
     */
    public TypedNetwork typed() {
        return new TypedNetwork(
                declaration.packageName(),
                declaration.className(),
                declaration.generatedName().value(),
                declaration.isPublic(),
                Arithmetic.valueOf(declaration.precision()),
                input.orElseThrow(),
                declaration.inputGradient(),
                layers.stream().map(CheckedLayer::typed).toList(),
                declaration.source());
    }
}
