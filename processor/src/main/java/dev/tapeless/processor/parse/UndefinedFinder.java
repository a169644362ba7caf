package dev.tapeless.processor.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds what is not defined yet of what a network's declaration needs. */
final class UndefinedFinder {

    /** What javac's model has in place of a value that does not compile. */
    private static final String ERROR_VALUE = "<error>";

    private UndefinedFinder() {}

    /**
     * Looks at everything that parsing the network will look at.
     *
     * @param type the class
     * @return the first name that does not exist; empty when the network can be parsed
     */
    static Optional<Undefined> find(TypeElement type) {
        return find(type, "", new LinkedHashSet<>());
    }

    /** Networks that stand in a network as layers are read together with it. */
    private static Optional<Undefined> find(TypeElement type, String where, Set<String> visited) {
        return visited.add(type.getQualifiedName().toString())
                ? ofClass(type).or(() -> fields(type, where, visited))
                : Optional.empty();
    }

    /**
     * Looks at the class, but not at its fields.
     *
     * @param type the class
     * @return the first name that does not exist
     */
    static Optional<Undefined> ofClass(TypeElement type) {
        return supertypes(type).or(() -> annotations(type, "of the class"));
    }

    private static Optional<Undefined> supertypes(TypeElement type) {
        Optional<Undefined> found = supertype(type.getSuperclass(), type);
        for (final TypeMirror implemented : type.getInterfaces()) {
            found = found.or(() -> supertype(implemented, type));
        }
        return found;
    }

    private static Optional<Undefined> supertype(TypeMirror supertype, TypeElement of) {
        if (supertype.getKind() == TypeKind.ERROR) {
            final String role = "a supertype of " + of.getSimpleName();
            return Optional.of(new Undefined(name(supertype), role));
        }
        return supertype instanceof DeclaredType declared
                ? supertypes((TypeElement) declared.asElement())
                : Optional.empty();
    }

    private static Optional<Undefined> fields(TypeElement type, String where, Set<String> visited) {
        for (final VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            final String place = "of the field \"" + field.getSimpleName() + "\"" + where;
            final Optional<Undefined> found =
                    annotations(field, place)
                            .or(() -> fieldType(field, place))
                            .or(() -> blocks(field, visited));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Undefined> blocks(VariableElement field, Set<String> visited) {
        for (final TypeElement block : BlockParser.namedOn(field)) {
            final Optional<Undefined> found = find(block, " of " + block.getSimpleName(), visited);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Only fields that may be layers count; others are none of a network's business. */
    private static Optional<Undefined> fieldType(VariableElement field, String place) {
        TypeMirror type = field.asType();
        while (type instanceof ArrayType array) {
            type = array.getComponentType();
        }
        final boolean isLayer =
                !field.getAnnotationMirrors().isEmpty() || name(type).equals("Layer");
        return type.getKind() == TypeKind.ERROR && isLayer
                ? Optional.of(new Undefined(name(type), "the type " + place))
                : Optional.empty();
    }

    private static Optional<Undefined> annotations(Element element, String place) {
        for (final AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().getKind() == TypeKind.ERROR) {
                final String name = name(mirror.getAnnotationType());
                return Optional.of(new Undefined(name, "an annotation " + place));
            }
            if (!hasAllValues(mirror)) {
                return Optional.of(new Undefined("", "a value of an annotation " + place));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether an annotation can be read.
     *
     * @param mirror the annotation
     * @return true when its type and all its values exist
     */
    static boolean isDefined(AnnotationMirror mirror) {
        return mirror.getAnnotationType().getKind() != TypeKind.ERROR && hasAllValues(mirror);
    }

    private static boolean hasAllValues(AnnotationMirror mirror) {
        for (final ExecutableElement member :
                ElementFilter.methodsIn(TapelessNames.typeOf(mirror).getEnclosedElements())) {
            final AnnotationValue written = mirror.getElementValues().get(member);
            final AnnotationValue value = written == null ? member.getDefaultValue() : written;
            if (value == null || !conforms(member.getReturnType(), value.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean conforms(TypeMirror type, Object value) {
        return switch (type.getKind()) {
            case BOOLEAN -> value instanceof Boolean;
            case INT -> value instanceof Integer;
            case LONG -> value instanceof Long;
            case FLOAT -> value instanceof Float;
            case DOUBLE -> value instanceof Double;
            case ARRAY -> value instanceof List<?> elements && conforms((ArrayType) type, elements);
            default ->
                    value instanceof TypeMirror named
                            ? named.getKind() != TypeKind.ERROR
                            : !ERROR_VALUE.equals(value);
        };
    }

    private static boolean conforms(ArrayType type, List<?> elements) {
        for (final Object element : elements) {
            if (!(element instanceof AnnotationValue value)
                    || !conforms(type.getComponentType(), value.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static String name(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? declared.asElement().getSimpleName().toString()
                : type.toString();
    }
}
