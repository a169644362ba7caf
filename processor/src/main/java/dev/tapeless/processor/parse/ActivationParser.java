package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads annotations that are annotated with {@code @Activation}. */
final class ActivationParser {

    private final CompiledTypes compiled;

    /**
     * A parser for one compilation.
     *
     * @param compiled the types whose source is being compiled
     */
    ActivationParser(CompiledTypes compiled) {
        this.compiled = compiled;
    }

    /**
     * What an activation says.
     *
     * @param type the annotation
     * @param use where it is used, or empty when it is read for its own sake
     * @param report where members of wrong types go
     * @return the activation; empty when it has no formula, which the compiler reports
     */
    Optional<ActivationDeclaration> parse(
            TypeElement type, Optional<SourceRef> use, Report report) {
        final AnnotationMirror mirror = TapelessNames.mirror(type, TapelessNames.ACTIVATION);
        final List<AnnotationValue> values = List.copyOf(mirror.getElementValues().values());
        if (values.size() != 1 || !(values.get(0).getValue() instanceof String formula)) {
            return Optional.empty();
        }
        if (ClassFiles.isKeptAs(type, "SOURCE")) {
            report.add(
                    place(type, SourceRef.of(type), use),
                    Message.ACTIVATION_RETENTION,
                    type.getSimpleName());
        }
        final SourceRef place = place(type, SourceRef.of(type, mirror).at(values.get(0)), use);
        return Optional.of(members(type, new Sourced<>(formula, place), use, report));
    }

    private ActivationDeclaration members(
            TypeElement type, Sourced<String> formula, Optional<SourceRef> use, Report report) {
        final List<ActivationDeclaration.Constant> constants = new ArrayList<>();
        boolean isSound = true;
        for (final ExecutableElement member : ElementFilter.methodsIn(type.getEnclosedElements())) {
            final String name = member.getSimpleName().toString();
            final TypeMirror found = member.getReturnType();
            final SourceRef place = place(type, SourceRef.of(member), use);
            if (name.equals("from")) {
                if (!TapelessNames.is(found, "java.lang.String")) {
                    report.add(
                            place,
                            Message.ACTIVATION_FROM_TYPE,
                            type.getSimpleName(),
                            Signatures.of(found));
                    isSound = false;
                }
            } else if (isNumber(found)) {
                constants.add(new ActivationDeclaration.Constant(name, place));
            } else {
                report.add(
                        place,
                        Message.ACTIVATION_MEMBER_TYPE,
                        type.getSimpleName(),
                        name,
                        Signatures.of(found));
                isSound = false;
            }
        }
        return new ActivationDeclaration(
                type.getSimpleName().toString(), formula, List.copyOf(constants), isSound);
    }

    /** The declaration is where to mend it, but only a source that is being compiled has a line. */
    private SourceRef place(TypeElement type, SourceRef declared, Optional<SourceRef> use) {
        return compiled.contains(type) ? declared : use.orElse(declared);
    }

    private static boolean isNumber(TypeMirror type) {
        return switch (type.getKind()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            default -> false;
        };
    }
}
