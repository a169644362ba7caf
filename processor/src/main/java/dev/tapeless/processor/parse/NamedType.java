package dev.tapeless.processor.parse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A type that a member of an annotation names: {@code activation = Relu.class}.
 *
 * @param qualifiedName its name, or what else was written: {@code int[]}
 * @param name its simple name
 * @param activation what it says when it is an annotation that is an activation
 * @param constants the members of such an annotation that have a default, with their values
 */
public record NamedType(
        String qualifiedName,
        String name,
        Optional<ActivationDeclaration> activation,
        Map<String, Double> constants) {

    /**
     * Keeps an unmodifiable copy in the same order.
     *
     * @param qualifiedName its name
     * @param name its simple name
     * @param activation what it says as an activation
     * @param constants the defaults of its members
     */
    public NamedType {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    @Override
    public String toString() {
        return name;
    }
}
