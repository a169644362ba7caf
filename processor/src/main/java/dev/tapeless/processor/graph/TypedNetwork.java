package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.ir.Shape;

import java.util.List;

/**
 * A network in which every shape is known and everything fits: what the emitter needs to know about
 * it besides the arithmetic.
 *
 * @param packageName the package of the user's class, empty for the unnamed package
 * @param className the simple names from the outermost class to the user's class: {@code [Digits]}
 * @param generatedName the simple name of the class to generate, in the same package
 * @param isPublic whether the user's class and every class around it are public
 * @param arithmetic the numbers it computes with
 * @param input the shape of one sample: of its row, where there are several inputs
 * @param ports the inputs and outputs, by name where they have one
 * @param inputGradient whether gradients with respect to the input are wanted
 * @param layers one for each layer field, in source order
 * @param source the user's class
 */
public record TypedNetwork(
        String packageName,
        List<String> className,
        String generatedName,
        boolean isPublic,
        Arithmetic arithmetic,
        Shape input,
        Ports ports,
        boolean inputGradient,
        List<TypedLayer> layers,
        SourceRef source) {

    /**
     * Keeps unmodifiable copies.
     *
     * @param packageName the package
     * @param className the user's class
     * @param generatedName the class to generate
     * @param isPublic whether it can be seen from other packages
     * @param arithmetic the numbers
     * @param input the shape of one sample
     * @param ports the inputs and outputs
     * @param inputGradient whether it is wanted
     * @param layers the layers
     * @param source the place
     */
    public TypedNetwork {
        className = List.copyOf(className);
        layers = List.copyOf(layers);
    }

    /**
     * Whether a layer keeps anything that it does not learn.
     *
     * @return false for most networks
     */
    public boolean hasBuffers() {
        return layers.stream().anyMatch(layer -> !layer.buffers().isEmpty());
    }
}
