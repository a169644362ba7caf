package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** What a class must be so that a class in the same package can extend it. */
final class ClassRules {

    private final Elements elements;
    private final Types types;

    /**
     * Rules for one compilation.
     *
     * @param elements the compiler's elements
     * @param types the compiler's types
     */
    ClassRules(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * Reports whatever is no class at all.
     *
     * @param type what is annotated with {@code @Network}
     * @param report where mistakes go
     * @return whether it is a class
     */
    static boolean checkKind(TypeElement type, Report report) {
        if (type.getKind() == ElementKind.CLASS) {
            return true;
        }
        final String found =
                switch (type.getKind()) {
                    case INTERFACE -> "an interface";
                    case ENUM -> "an enum";
                    case RECORD -> "a record";
                    case ANNOTATION_TYPE -> "an annotation";
                    default -> "a " + type.getKind();
                };
        final SourceRef source =
                SourceRef.of(type, TapelessNames.mirror(type, TapelessNames.NETWORK));
        report.add(source, Message.CLASS_KIND, type.getSimpleName(), found);
        return false;
    }

    /**
     * Reports whatever keeps the generated class from extending this one.
     *
     * @param type the class
     * @param generatedName the generated class
     * @param report where mistakes go
     */
    void check(TypeElement type, String generatedName, Report report) {
        final SourceRef source = SourceRef.of(type);
        final String name = type.getSimpleName().toString();
        final Set<Modifier> modifiers = type.getModifiers();
        if (modifiers.contains(Modifier.PRIVATE)) {
            report.add(source, Message.CLASS_PRIVATE, name, generatedName);
        }
        if (modifiers.contains(Modifier.FINAL)) {
            report.add(source, Message.CLASS_FINAL, name, generatedName);
        }
        if (modifiers.contains(Modifier.SEALED)) {
            report.add(source, Message.CLASS_SEALED, name, generatedName);
        }
        if (!type.getTypeParameters().isEmpty()) {
            final String parameters =
                    type.getTypeParameters().stream()
                            .map(parameter -> parameter.getSimpleName().toString())
                            .collect(Collectors.joining(", "));
            report.add(source, Message.CLASS_GENERIC, name, parameters);
        }
        checkSurroundings(type, generatedName, report);
        checkConstructor(type, generatedName, report);
    }

    private static void checkSurroundings(TypeElement type, String generatedName, Report report) {
        final Element around = type.getEnclosingElement();
        if (type.getNestingKind() != NestingKind.TOP_LEVEL
                && !type.getModifiers().contains(Modifier.STATIC)) {
            report.add(
                    SourceRef.of(type),
                    Message.CLASS_INNER,
                    type.getSimpleName(),
                    around.getSimpleName());
        }
        for (Element e = around; e instanceof TypeElement; e = e.getEnclosingElement()) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                report.add(
                        SourceRef.of(type),
                        Message.CLASS_IN_PRIVATE,
                        type.getSimpleName(),
                        e.getSimpleName(),
                        generatedName);
            }
        }
    }

    private void checkConstructor(TypeElement type, String generatedName, Report report) {
        final List<ExecutableElement> constructors =
                ElementFilter.constructorsIn(type.getEnclosedElements());
        for (final ExecutableElement constructor : constructors) {
            // The default constructor of a private class is private: that would be told twice.
            if (constructor.getParameters().isEmpty()
                    && (type.getModifiers().contains(Modifier.PRIVATE)
                            || !constructor.getModifiers().contains(Modifier.PRIVATE))) {
                checkThrown(type, constructor, generatedName, report);
                return;
            }
        }
        // A class of which the compiler's model shows no constructor has the default constructor.
        if (!constructors.isEmpty()) {
            final String found =
                    constructors.stream()
                            .map(constructor -> describe(type, constructor))
                            .collect(Collectors.joining(" and "));
            report.add(
                    SourceRef.of(constructors.get(0)),
                    Message.CLASS_CONSTRUCTOR,
                    type.getSimpleName(),
                    generatedName,
                    found);
        }
    }

    private static String describe(TypeElement type, ExecutableElement constructor) {
        final String access =
                constructor.getModifiers().contains(Modifier.PRIVATE) ? "the private " : "";
        final List<? extends TypeMirror> parameters =
                constructor.getParameters().stream().map(Element::asType).toList();
        return access + type.getSimpleName() + "(" + Signatures.list(parameters) + ")";
    }

    private void checkThrown(
            TypeElement type, ExecutableElement constructor, String generatedName, Report report) {
        final List<TypeMirror> unchecked =
                List.of(
                        elements.getTypeElement("java.lang.RuntimeException").asType(),
                        elements.getTypeElement("java.lang.Error").asType());
        final List<? extends TypeMirror> checked =
                constructor.getThrownTypes().stream()
                        .filter(t -> unchecked.stream().noneMatch(u -> types.isSubtype(t, u)))
                        .toList();
        if (!checked.isEmpty()) {
            report.add(
                    SourceRef.of(constructor),
                    Message.CLASS_CONSTRUCTOR_THROWS,
                    type.getSimpleName(),
                    generatedName,
                    Signatures.list(checked));
        }
    }
}
