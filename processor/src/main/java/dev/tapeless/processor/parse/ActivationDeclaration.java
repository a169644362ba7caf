package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;

/**
 * What an annotation that is annotated with {@code @Activation} says.
 *
 * @param name its simple name
 * @param formula the formula; its place is the string where the annotation is being compiled, and
 *     the use of the annotation where it comes from elsewhere
 * @param constants the members that are constants of the formula, in the order of declaration
 * @param isSound whether its members have the types they must have; otherwise that was reported
 */
public record ActivationDeclaration(
        String name, Sourced<String> formula, List<Constant> constants, boolean isSound) {

    /**
     * A member that is a constant of the formula.
     *
     * @param name its name
     * @param source its declaration, or the use of the annotation
     */
    public record Constant(String name, SourceRef source) {}
}
