package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;

/**
 * A layer field.
 *
 * @param name the field
 * @param operations its layer annotations, in source order, up to the first that is not defined
 * @param isComplete whether these are all; what an incomplete layer gives and reads is unknown
 * @param source the field
 */
public record LayerDeclaration(
        String name, List<AnnotationUse> operations, boolean isComplete, SourceRef source) {}
