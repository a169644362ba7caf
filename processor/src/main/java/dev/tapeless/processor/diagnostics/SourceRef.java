package dev.tapeless.processor.diagnostics;

import java.util.Objects;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the user's source. A token: the stages carry it along with what was read there and
 * hand it back with a message; only {@link Report} looks inside to print, and the emitter takes the
 * element as the origin of the file it writes.
 *
 * @param element the class, field or method
 * @param mirror the annotation on the element, or null for the element itself
 * @param value the value in the annotation, or null for the whole annotation
 */
public record SourceRef(Element element, AnnotationMirror mirror, AnnotationValue value) {

    /** Nowhere: what a program declared and nobody wrote. Messages are printed without a place. */
    public static final SourceRef NONE = new SourceRef(null, null, null);

    /**
     * A class, field or method.
     *
     * @param element the element
     * @return its place
     */
    public static SourceRef of(Element element) {
        return new SourceRef(Objects.requireNonNull(element), null, null);
    }

    /**
     * An annotation.
     *
     * @param element what is annotated
     * @param mirror the annotation on it
     * @return its place
     */
    public static SourceRef of(Element element, AnnotationMirror mirror) {
        return new SourceRef(Objects.requireNonNull(element), mirror, null);
    }

    /**
     * A value in the same annotation.
     *
     * @param written the value
     * @return its place
     */
    public SourceRef at(AnnotationValue written) {
        return new SourceRef(element, mirror, written);
    }
}
