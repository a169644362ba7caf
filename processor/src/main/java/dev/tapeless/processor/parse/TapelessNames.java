package dev.tapeless.processor.parse;

import java.util.Set;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** The names by which annotated source is recognised. */
public final class TapelessNames {

    /** The package of the annotations. */
    public static final String ANNOTATIONS = "dev.tapeless";

    /** Makes a class a network. */
    public static final String NETWORK = ANNOTATIONS + ".Network";

    /** Makes a field an input of the network. */
    public static final String INPUT = ANNOTATIONS + ".Input";

    /** Makes the value of a field an output of the network. */
    public static final String OUTPUT = ANNOTATIONS + ".Output";

    /** Makes an annotation an activation. */
    public static final String ACTIVATION = ANNOTATIONS + ".Activation";

    /** The type of layer fields. */
    public static final String LAYER = ANNOTATIONS + ".runtime.Layer";

    /** What generated classes implement. */
    static final String MODEL = ANNOTATIONS + ".runtime.Model";

    /** What runs a network element by element. */
    static final String STEPPER = ANNOTATIONS + ".runtime.Stepper";

    /** The layers with which a network may have a stepper. */
    static final Set<String> RECURRENT =
            Set.of(ANNOTATIONS + ".Rnn", ANNOTATIONS + ".Gru", ANNOTATIONS + ".Lstm");

    /** Marks what was generated. */
    static final String GENERATED = ANNOTATIONS + ".runtime.support.GeneratedNetwork";

    /** The package of the JDK's Vector API. */
    static final String VECTORS = "jdk.incubator.vector";

    private TapelessNames() {}

    /**
     * What an annotation is declared as.
     *
     * @param mirror the annotation
     * @return its type
     */
    static TypeElement typeOf(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }

    /**
     * Whether a type is the class or annotation of a name.
     *
     * @param type the type
     * @param qualifiedName the name
     * @return true for that very type
     */
    static boolean is(TypeMirror type, String qualifiedName) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement())
                        .getQualifiedName()
                        .contentEquals(qualifiedName);
    }

    /**
     * The annotation of a name on an element.
     *
     * @param element what is annotated
     * @param qualifiedName the name of the annotation
     * @return the annotation, or null where there is none
     */
    static AnnotationMirror mirror(Element element, String qualifiedName) {
        for (final AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (is(mirror.getAnnotationType(), qualifiedName)) {
                return mirror;
            }
        }
        return null;
    }
}
