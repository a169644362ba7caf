package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The methods that a class has or inherits, against those of the generated class: none may have the
 * signature of a generated one (an abstract one that the generated one implements is welcome), and
 * none may stay abstract.
 */
final class MethodRules {

    private final Elements elements;
    private final Types types;

    /**
     * Rules for one compilation.
     *
     * @param elements the compiler's elements
     * @param types the compiler's types
     */
    MethodRules(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * Reports methods that clash, and abstract ones that nobody implements.
     *
     * @param type the class
     * @param generatedName the generated class
     * @param isDouble whether its rows are of type {@code double[]}
     * @param inputGradient whether it gives gradients of the input
     * @param layers its fields
     * @param report where mistakes go
     */
    void check(
            TypeElement type,
            String generatedName,
            boolean isDouble,
            boolean inputGradient,
            List<LayerDeclaration> layers,
            Report report) {
        final Map<String, String> generated = generated(generatedName, isDouble, inputGradient);
        generated.putAll(NamedMethods.of(layers, isDouble ? "double[]" : "float[]"));
        if (isRecurrent(type)) {
            stepper(isDouble).ifPresent(result -> generated.put("stepper()", result));
        }
        final List<ExecutableElement> methods =
                ElementFilter.methodsIn(elements.getAllMembers(type));
        for (final ExecutableElement method : methods) {
            final ExecutableType signature =
                    (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
            final String text = Signatures.of(method, signature);
            final boolean isAbstract = method.getModifiers().contains(Modifier.ABSTRACT);
            final String generatedResult = generated.get(text);
            final Message message;
            if (generatedResult == null) {
                message =
                        isAbstract && !isImplemented(method, methods, type)
                                ? Message.CLASS_ABSTRACT_METHOD
                                : null;
            } else {
                final boolean isImplementedThere =
                        (isAbstract || isOfModel(method))
                                && Signatures.of(signature.getReturnType()).equals(generatedResult);
                final boolean isClash =
                        !isImplementedThere && !method.getModifiers().contains(Modifier.PRIVATE);
                message = isClash ? Message.CLASS_METHOD_CLASH : null;
            }
            if (message != null) {
                final Element owner = method.getEnclosingElement();
                report.add(
                        SourceRef.of(owner.equals(type) ? method : type),
                        message,
                        text,
                        owner.getSimpleName(),
                        generatedName);
            }
        }
    }

    /** Whether it is a method of a model, which the generated class is whatever it extends. */
    private static boolean isOfModel(ExecutableElement method) {
        return method.getEnclosingElement() instanceof TypeElement owner
                && owner.getQualifiedName().contentEquals(TapelessNames.MODEL);
    }

    private boolean isImplemented(
            ExecutableElement method, List<ExecutableElement> methods, TypeElement type) {
        return methods.stream()
                .filter(other -> !other.getModifiers().contains(Modifier.ABSTRACT))
                .anyMatch(other -> elements.overrides(other, method, type));
    }

    /** Result types of the generated methods that users see, by signature. */
    private Map<String, String> generated(
            String generatedName, boolean isDouble, boolean inputGradient) {
        final String row = isDouble ? "double[]" : "float[]";
        final String rows = row + "[]";
        final Map<String, String> methods = new LinkedHashMap<>();
        methods.put("create(long)", generatedName);
        methods.put("forward(" + row + ")", row);
        methods.put("backward(" + row + ")", "void");
        if (inputGradient) {
            methods.put("backward(" + row + ", " + row + ")", "void");
            methods.put("backward(" + rows + ", " + rows + ", int)", "void");
        }
        final TypeElement model = elements.getTypeElement(TapelessNames.MODEL);
        if (model != null) {
            final DeclaredType ofRows = ofRows(model, isDouble);
            for (final ExecutableElement method :
                    ElementFilter.methodsIn(model.getEnclosedElements())) {
                final ExecutableType signature = (ExecutableType) types.asMemberOf(ofRows, method);
                methods.put(
                        Signatures.of(method, signature), Signatures.of(signature.getReturnType()));
            }
        }
        return methods;
    }

    /** Whether the generated class may have a method that makes steppers. */
    private static boolean isRecurrent(TypeElement type) {
        return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .flatMap(field -> field.getAnnotationMirrors().stream())
                .map(mirror -> TapelessNames.typeOf(mirror).getQualifiedName().toString())
                .anyMatch(TapelessNames.RECURRENT::contains);
    }

    private Optional<String> stepper(boolean isDouble) {
        return Optional.ofNullable(elements.getTypeElement(TapelessNames.STEPPER))
                .map(stepper -> Signatures.of(ofRows(stepper, isDouble)));
    }

    private DeclaredType ofRows(TypeElement model, boolean isDouble) {
        final TypeKind kind = isDouble ? TypeKind.DOUBLE : TypeKind.FLOAT;
        return types.getDeclaredType(model, types.getArrayType(types.getPrimitiveType(kind)));
    }
}
