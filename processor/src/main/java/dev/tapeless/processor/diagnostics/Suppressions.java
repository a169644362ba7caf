package dev.tapeless.processor.diagnostics;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads {@code @SuppressWarnings("tapeless:category")}. */
final class Suppressions {

    private static final String ANNOTATION = "java.lang.SuppressWarnings";

    private Suppressions() {}

    /**
     * Whether a category is suppressed on an element or on anything around it.
     *
     * @param element what a warning is about; null for nothing
     * @param category the category of the warning
     * @return true when the user does not want to hear of it
     */
    static boolean isSuppressed(Element element, String category) {
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            for (final AnnotationMirror mirror : e.getAnnotationMirrors()) {
                if (isSuppressWarnings(mirror) && names(mirror, "tapeless:" + category)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSuppressWarnings(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement() instanceof TypeElement type
                && type.getQualifiedName().contentEquals(ANNOTATION);
    }

    private static boolean names(AnnotationMirror mirror, String token) {
        for (final AnnotationValue value : mirror.getElementValues().values()) {
            if (names(value, token)) {
                return true;
            }
        }
        return false;
    }

    /** The value is an array, or a single string where a compiler does not wrap it. */
    private static boolean names(AnnotationValue value, String token) {
        if (value.getValue() instanceof Iterable<?> several) {
            for (final Object one : several) {
                if (one instanceof AnnotationValue inner && names(inner, token)) {
                    return true;
                }
            }
        }
        return token.equals(value.getValue());
    }
}
