package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Networks that are read back from class files. Eclipse's compiler sorts their fields by name, so
 * the class that was generated for a network tells their order. The order of annotations is kept
 * among those for run time and among the others, but not between the two.
 */
final class ClassFiles {

    private final Elements elements;
    private final Set<String> layerAnnotations;

    /**
     * A reader for one compilation.
     *
     * @param elements the compiler's elements
     * @param layerAnnotations the qualified names of the layer annotations, besides activations
     */
    ClassFiles(Elements elements, Set<String> layerAnnotations) {
        this.elements = elements;
        this.layerAnnotations = layerAnnotations;
    }

    /**
     * A network with its layers in the order of its source.
     *
     * @param network a network from a class file, with its layers in whatever order
     * @return the network; empty when there is no generated class that tells the order
     */
    Optional<NetworkDeclaration> inOrder(NetworkDeclaration network) {
        final TypeElement generated = elements.getTypeElement(network.generatedQualifiedName());
        final AnnotationMirror mark =
                generated == null ? null : TapelessNames.mirror(generated, TapelessNames.GENERATED);
        if (mark == null) {
            return Optional.empty();
        }
        final List<String> order = names(mark);
        final List<LayerDeclaration> sorted =
                network.layers().stream()
                        .sorted(Comparator.comparing(layer -> order.indexOf(layer.name())))
                        .toList();
        final boolean areAll = sorted.stream().map(LayerDeclaration::name).toList().equals(order);
        return areAll ? Optional.of(network.withLayers(sorted)) : Optional.empty();
    }

    private static List<String> names(AnnotationMirror mark) {
        return mark.getElementValues().values().stream()
                .filter(value -> value.getValue() instanceof List<?>)
                .flatMap(value -> ((List<?>) value.getValue()).stream())
                .map(name -> (String) ((AnnotationValue) name).getValue())
                .toList();
    }

    /**
     * Reports a field of which the order of operations is lost.
     *
     * @param type a network from a class file
     * @param subject what uses it
     * @param source where that stands
     * @param report where mistakes go
     */
    void check(TypeElement type, String subject, SourceRef source, Report report) {
        for (final VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            final Optional<TypeElement> atRunTime = annotation(field, true);
            final Optional<TypeElement> other = annotation(field, false);
            if (atRunTime.isPresent() && other.isPresent()) {
                report.add(
                        source,
                        Message.BLOCK_ORDER,
                        subject,
                        type.getSimpleName(),
                        field.getSimpleName(),
                        atRunTime.get().getSimpleName(),
                        other.get().getSimpleName());
                return;
            }
        }
    }

    private Optional<TypeElement> annotation(VariableElement field, boolean atRunTime) {
        return field.getAnnotationMirrors().stream()
                .map(TapelessNames::typeOf)
                .filter(this::isLayer)
                .filter(type -> atRunTime == isKeptAs(type, "RUNTIME"))
                .findFirst();
    }

    private boolean isLayer(TypeElement annotation) {
        return layerAnnotations.contains(annotation.getQualifiedName().toString())
                || TapelessNames.mirror(annotation, TapelessNames.ACTIVATION) != null;
    }

    /**
     * How long an annotation is kept.
     *
     * @param annotation the annotation's declaration
     * @param policy a constant of {@code RetentionPolicy}
     * @return whether its declaration names that one
     */
    static boolean isKeptAs(TypeElement annotation, String policy) {
        final AnnotationMirror retention =
                TapelessNames.mirror(annotation, "java.lang.annotation.Retention");
        return retention != null
                && retention.getElementValues().values().stream()
                        .anyMatch(
                                value ->
                                        value.getValue() instanceof VariableElement constant
                                                && constant.getSimpleName().contentEquals(policy));
    }
}
