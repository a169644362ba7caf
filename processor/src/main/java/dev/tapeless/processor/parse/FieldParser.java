package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;

/** Reads layer fields, and reports fields that look like layers and are none. */
final class FieldParser {

    private final Set<String> layerAnnotations;
    private final AnnotationReader annotations;
    private final CompiledTypes compiled;

    /**
     * A parser for one compilation.
     *
     * @param layerAnnotations the qualified names of the layer annotations, besides activations
     * @param annotations reads annotations
     * @param compiled the types whose source is being compiled
     */
    FieldParser(
            Set<String> layerAnnotations, AnnotationReader annotations, CompiledTypes compiled) {
        this.layerAnnotations = layerAnnotations;
        this.annotations = annotations;
        this.compiled = compiled;
    }

    /**
     * One field of a network.
     *
     * @param field the field
     * @param report where mistakes go; a field with mistakes is a layer nevertheless, so that those
     *     that read it are not reported too
     * @return the layer; empty for a field that is none
     */
    Optional<LayerDeclaration> parse(VariableElement field, Report report) {
        final List<AnnotationUse> operations = new ArrayList<>();
        final PortAnnotations ports = new PortAnnotations();
        boolean isUnknown = false;
        boolean isComplete = true;
        for (final AnnotationMirror mirror : field.getAnnotationMirrors()) {
            if (!UndefinedFinder.isDefined(mirror)) {
                isComplete = false;
                break;
            } else if (PortAnnotations.isPort(mirror)) {
                ports.add(annotations.read(field, mirror, report), operations.size());
            } else if (isLayer(mirror)) {
                operations.add(annotations.read(field, mirror, report));
            } else if (isOurs(mirror)) {
                report.add(
                        SourceRef.of(field, mirror),
                        Message.FIELD_UNKNOWN_LAYER,
                        TapelessNames.typeOf(mirror).getSimpleName());
                isUnknown = true;
            }
        }
        final String name = field.getSimpleName().toString();
        final SourceRef source = SourceRef.of(field);
        final Optional<AnnotationUse> input = ports.input();
        ports.check(name, operations, report);
        if (input.isPresent()) {
            // What a layer annotation beside @Input was meant to give is unknown.
            isComplete &= operations.isEmpty();
            operations.clear();
        }
        if (input.isPresent() || !operations.isEmpty()) {
            check(field, name, input.orElseGet(() -> operations.get(0)), report);
        } else if (!isUnknown && isComplete) {
            if (hasLayerType(field) && !field.getModifiers().contains(Modifier.STATIC)) {
                report.add(source, Message.FIELD_WITHOUT_LAYER, name);
            }
            return Optional.empty();
        }
        return Optional.of(
                new LayerDeclaration(
                        name, List.copyOf(operations), input, ports.output(), isComplete, source));
    }

    /**
     * Reports layer annotations on a field of a class that is no network.
     *
     * @param field the field
     * @param report where mistakes go
     */
    void reportOutsideNetwork(VariableElement field, Report report) {
        for (final AnnotationMirror mirror : field.getAnnotationMirrors()) {
            if (isPart(mirror)) {
                report.add(
                        SourceRef.of(field, mirror),
                        Message.FIELD_OUTSIDE_NETWORK,
                        TapelessNames.typeOf(mirror).getSimpleName(),
                        field.getSimpleName(),
                        field.getEnclosingElement().getSimpleName(),
                        TapelessNames.is(mirror.getAnnotationType(), TapelessNames.INPUT)
                                ? "@Network"
                                : "@Network(input = ...)");
                return;
            }
        }
    }

    /**
     * Reports a layer of a superclass. One of a class that is no network is reported there already.
     *
     * @param type the network
     * @param inherited a field that it inherits
     * @param report where mistakes go
     */
    void reportInherited(TypeElement type, VariableElement inherited, Report report) {
        final Element owner = inherited.getEnclosingElement();
        final boolean isReportedThere =
                TapelessNames.mirror(owner, TapelessNames.NETWORK) == null
                        && compiled.contains(owner);
        if (!isReportedThere && inherited.getAnnotationMirrors().stream().anyMatch(this::isPart)) {
            report.add(
                    SourceRef.of(type),
                    Message.FIELD_INHERITED,
                    type.getSimpleName(),
                    inherited.getSimpleName(),
                    owner.getSimpleName());
        }
    }

    private static void check(
            VariableElement field, String name, AnnotationUse first, Report report) {
        final SourceRef source = SourceRef.of(field);
        // What is not defined has been reported as such.
        if (!hasLayerType(field) && field.asType().getKind() != TypeKind.ERROR) {
            final String found = Signatures.of(field.asType());
            report.add(source, Message.FIELD_TYPE, first.name(), name, found);
        }
        final String modifiers =
                field.getModifiers().stream()
                        .filter(Set.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)::contains)
                        .sorted()
                        .map(Modifier::toString)
                        .collect(Collectors.joining(" "));
        if (!modifiers.isEmpty()) {
            report.add(source, Message.FIELD_MODIFIERS, name, modifiers);
        }
        if (name.equals("input") && !first.type().equals(TapelessNames.INPUT)) {
            report.add(source, Message.FIELD_NAMED_INPUT);
        }
    }

    private static boolean hasLayerType(VariableElement field) {
        return TapelessNames.is(field.asType(), TapelessNames.LAYER);
    }

    /** Whether an annotation makes a field part of a network. */
    private boolean isPart(AnnotationMirror mirror) {
        return isLayer(mirror) || PortAnnotations.isPort(mirror);
    }

    private boolean isLayer(AnnotationMirror mirror) {
        final TypeElement type = TapelessNames.typeOf(mirror);
        return layerAnnotations.contains(type.getQualifiedName().toString())
                || TapelessNames.mirror(type, TapelessNames.ACTIVATION) != null;
    }

    /** An annotation of our own package that is no known layer comes from another version. */
    private static boolean isOurs(AnnotationMirror mirror) {
        return TapelessNames.typeOf(mirror).getEnclosingElement() instanceof PackageElement around
                && around.getQualifiedName().contentEquals(TapelessNames.ANNOTATIONS);
    }
}
