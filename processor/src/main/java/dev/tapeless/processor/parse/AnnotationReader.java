package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads annotations by their mirrors; every value keeps its place. */
final class AnnotationReader {

    private final ActivationParser activations;

    /**
     * A reader for one compilation.
     *
     * @param activations reads the annotations of annotations
     */
    AnnotationReader(ActivationParser activations) {
        this.activations = activations;
    }

    /**
     * Reads one annotation.
     *
     * @param element what is annotated
     * @param mirror the annotation, in which nothing is undefined
     * @param report where mistakes of an activation go
     * @return the annotation with all its members
     */
    AnnotationUse read(Element element, AnnotationMirror mirror, Report report) {
        final TypeElement type = TapelessNames.typeOf(mirror);
        final SourceRef source = SourceRef.of(element, mirror);
        final Map<String, AnnotationUse.Member> members = new LinkedHashMap<>();
        for (final ExecutableElement member : ElementFilter.methodsIn(type.getEnclosedElements())) {
            final String name = member.getSimpleName().toString();
            final AnnotationValue written = mirror.getElementValues().get(member);
            final AnnotationValue value = written == null ? member.getDefaultValue() : written;
            final SourceRef place = written == null ? source : source.at(written);
            members.put(
                    name,
                    new AnnotationUse.Member(plain(value, place, report), written != null, place));
        }
        final Optional<ActivationDeclaration> activation =
                TapelessNames.mirror(type, TapelessNames.ACTIVATION) == null
                        ? Optional.empty()
                        : activations.parse(type, Optional.of(source), report);
        return new AnnotationUse(
                type.getQualifiedName().toString(),
                type.getSimpleName().toString(),
                Collections.unmodifiableMap(members),
                activation,
                source);
    }

    /** The value without the compiler's types; elements of an array keep their own places. */
    private Object plain(AnnotationValue value, SourceRef place, Report report) {
        if (value.getValue() instanceof List<?> elements) {
            return elements.stream().map(element -> element(element, place, report)).toList();
        }
        if (value.getValue() instanceof TypeMirror type) {
            return named(type, place, report);
        }
        if (value.getValue() instanceof VariableElement constant) {
            return constant.getSimpleName().toString();
        }
        return value.getValue();
    }

    private NamedType named(TypeMirror type, SourceRef place, Report report) {
        final String qualified = Signatures.of(type);
        if (!(type instanceof DeclaredType declared)) {
            return new NamedType(qualified, qualified, Optional.empty(), Map.of());
        }
        final TypeElement element = (TypeElement) declared.asElement();
        final String name = element.getSimpleName().toString();
        if (TapelessNames.mirror(element, TapelessNames.ACTIVATION) == null) {
            return new NamedType(qualified, name, Optional.empty(), Map.of());
        }
        final Map<String, Double> constants = new LinkedHashMap<>();
        for (final ExecutableElement member :
                ElementFilter.methodsIn(element.getEnclosedElements())) {
            final AnnotationValue value = member.getDefaultValue();
            if (value != null && value.getValue() instanceof Number number) {
                constants.put(member.getSimpleName().toString(), number.doubleValue());
            }
        }
        return new NamedType(
                qualified, name, activations.parse(element, Optional.of(place), report), constants);
    }

    private Sourced<Object> element(Object element, SourceRef array, Report report) {
        final AnnotationValue value = (AnnotationValue) element;
        // A default has no place of its own: the annotation stands for it.
        final SourceRef place = array.value() == null ? array : array.at(value);
        return new Sourced<>(plain(value, place, report), place);
    }
}
