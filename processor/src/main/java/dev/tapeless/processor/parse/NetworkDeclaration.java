package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network as it was written.
 *
 * @param packageName the package, empty for the unnamed package
 * @param className the simple names from the outermost class to the class itself
 * @param generatedName the simple name of the class to generate, where it was written, or else at
 *     the class
 * @param isPublic whether the class and every class around it are public
 * @param input the extents of one sample; none where the inputs are fields
 * @param precision the constant of the annotation's {@code Precision}
 * @param inputGradient whether gradients with respect to the input are wanted
 * @param schedule the constant of the annotation's {@code Form}
 * @param layers the layer fields and those of inputs, in source order
 * @param blocks the networks that stand in it as layers, also inside one another, by their
 *     qualified names
 * @param isBlock whether another network that is being compiled contains it
 * @param annotation the annotation of the class
 * @param source the class
 */
public record NetworkDeclaration(
        String packageName,
        List<String> className,
        Sourced<String> generatedName,
        boolean isPublic,
        Optional<Sourced<List<Sourced<Integer>>>> input,
        String precision,
        boolean inputGradient,
        Sourced<String> schedule,
        List<LayerDeclaration> layers,
        Map<String, BlockDeclaration> blocks,
        boolean isBlock,
        SourceRef annotation,
        SourceRef source) {

    /**
     * The same network together with the networks in it.
     *
     * @param all what stands in it as layers
     * @return the network
     */
    NetworkDeclaration withBlocks(Map<String, BlockDeclaration> all) {
        return with(layers, all);
    }

    /**
     * The same network with its layers in another order.
     *
     * @param sorted the layers
     * @return the network
     */
    NetworkDeclaration withLayers(List<LayerDeclaration> sorted) {
        return with(sorted, blocks);
    }

    private NetworkDeclaration with(
            List<LayerDeclaration> itsLayers, Map<String, BlockDeclaration> itsBlocks) {
        return new NetworkDeclaration(
                packageName,
                className,
                generatedName,
                isPublic,
                input,
                precision,
                inputGradient,
                schedule,
                itsLayers,
                itsBlocks,
                isBlock,
                annotation,
                source);
    }

    /**
     * The qualified name of the class.
     *
     * @return for instance {@code shop.Models.Digits}
     */
    public String qualifiedName() {
        return packageName.isEmpty() ? displayName() : packageName + "." + displayName();
    }

    /**
     * How messages call the class.
     *
     * @return the simple names, joined by dots
     */
    public String displayName() {
        return String.join(".", className);
    }

    /**
     * The qualified name of the class to generate.
     *
     * @return the name
     */
    public String generatedQualifiedName() {
        final String name = generatedName.value();
        return packageName.isEmpty() ? name : packageName + "." + name;
    }

    /**
     * A name for the generated class that a message can propose when the usual one is taken.
     *
     * @return for instance {@code DigitsModel}
     */
    public String otherName() {
        return otherName(className);
    }

    /**
     * The same for a class that is still being read.
     *
     * @param className the simple names of the class
     * @return for instance {@code DigitsModel}
     */
    static String otherName(List<String> className) {
        return String.join("", className) + "Model";
    }
}
