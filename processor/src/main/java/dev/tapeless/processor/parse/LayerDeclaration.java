package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;
import java.util.Optional;

/**
 * A layer field, or one that is an input of the network.
 *
 * @param name the field
 * @param operations its layer annotations, in source order, up to the first that is not defined
 * @param input {@code @Input} where it is an input, which has no operations
 * @param output {@code @Output} where its value is an output of the network
 * @param isComplete whether these are all; what an incomplete layer gives and reads is unknown
 * @param source the field
 */
public record LayerDeclaration(
        String name,
        List<AnnotationUse> operations,
        Optional<AnnotationUse> input,
        Optional<AnnotationUse> output,
        boolean isComplete,
        SourceRef source) {

    /**
     * Whether the field is an input of the network rather than a layer.
     *
     * @return true where it has {@code @Input}
     */
    public boolean isInput() {
        return input.isPresent();
    }
}
