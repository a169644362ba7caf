package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;

/**
 * A layer field.
 *
 * @param name the field
 * @param operations its layer annotations, in source order, at least one
 * @param source the field
 */
public record LayerDeclaration(String name, List<AnnotationUse> operations, SourceRef source) {}
