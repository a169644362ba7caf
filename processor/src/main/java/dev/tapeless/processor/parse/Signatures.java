package dev.tapeless.processor.parse;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * Types and methods as text, the same on every compiler ({@code TypeMirror.toString} is not), with
 * type arguments and annotations left out.
 */
final class Signatures {

    private Signatures() {}

    /**
     * A type.
     *
     * @param type the type
     * @return for instance {@code int}, {@code float[][]}, {@code String}, {@code java.util.List}
     */
    static String of(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return of(array.getComponentType()) + "[]";
        }
        if (type instanceof DeclaredType declared) {
            final String name = ((TypeElement) declared.asElement()).getQualifiedName().toString();
            final boolean isLang = name.startsWith("java.lang.") && name.lastIndexOf('.') == 9;
            return isLang ? name.substring(10) : name;
        }
        if (type instanceof TypeVariable variable) {
            return of(variable.getUpperBound());
        }
        return type.getKind().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * A method as a member of a type that may fix the parameters of a generic supertype.
     *
     * @param method the method
     * @param type its type there
     * @return for instance {@code predict(float[], float[])}
     */
    static String of(ExecutableElement method, ExecutableType type) {
        return method.getSimpleName() + "(" + list(type.getParameterTypes()) + ")";
    }

    /**
     * Several types.
     *
     * @param types the types
     * @return their texts, separated by commas
     */
    static String list(List<? extends TypeMirror> types) {
        return types.stream().map(Signatures::of).collect(Collectors.joining(", "));
    }
}
