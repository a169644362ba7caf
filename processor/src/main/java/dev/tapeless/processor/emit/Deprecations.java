package dev.tapeless.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * What the user has deprecated and generated code must name all the same: the class, those around
 * it and its fields. Who uses it is warned; a class that nobody wrote need not be.
 */
final class Deprecations {

    private Deprecations() {}

    /**
     * The warnings to suppress.
     *
     * @param network the user's class
     * @return nothing where nothing is deprecated
     */
    static Optional<AnnotationSpec> of(Element network) {
        final Set<String> categories = new TreeSet<>();
        for (Element e = network; e instanceof TypeElement; e = e.getEnclosingElement()) {
            add(e, categories);
        }
        ElementFilter.fieldsIn(network.getEnclosedElements())
                .forEach(field -> add(field, categories));
        ElementFilter.constructorsIn(network.getEnclosedElements())
                .forEach(constructor -> add(constructor, categories));
        if (categories.isEmpty()) {
            return Optional.empty();
        }
        final CodeBlock names =
                categories.stream()
                        .map(category -> CodeBlock.of("$S", category))
                        .collect(CodeBlock.joining(", ", "{", "}"));
        return Optional.of(
                AnnotationSpec.builder(SuppressWarnings.class).addMember("value", names).build());
    }

    private static void add(Element element, Set<String> categories) {
        for (final AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().toString().equals("java.lang.Deprecated")) {
                final boolean forRemoval =
                        mirror.getElementValues().entrySet().stream()
                                .filter(e -> e.getKey().getSimpleName().contentEquals("forRemoval"))
                                .anyMatch(e -> e.getValue().getValue().equals(true));
                categories.add(forRemoval ? "removal" : "deprecation");
            }
        }
    }
}
