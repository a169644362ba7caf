package dev.tapeless.processor.emit;

import com.palantir.javapoet.ClassName;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;

/** Types of the user that would hide those that generated code calls by their simple names. */
final class PackageNames {

    /** What generated code uses without an import. */
    private static final List<ClassName> LANGUAGE =
            List.of(
                    JavaNames.MATH,
                    JavaNames.SYSTEM,
                    JavaNames.STRING,
                    ClassName.get(Override.class),
                    ClassName.get(Float.class),
                    ClassName.get(Double.class));

    private PackageNames() {}

    /**
     * Names of the language that a type of the same package has too, and names of all member types
     * that the generated class inherits.
     *
     * @param type the user's class
     * @return simple names that must be written in full
     */
    static String[] hiding(Element type) {
        Element enclosing = type;
        while (!(enclosing instanceof PackageElement)) {
            enclosing = enclosing.getEnclosingElement();
        }
        final List<? extends Element> types = enclosing.getEnclosedElements();
        final Set<String> hiding = new LinkedHashSet<>(UserMembers.of(type).types());
        LANGUAGE.stream()
                .map(ClassName::simpleName)
                .filter(name -> types.stream().anyMatch(t -> t.getSimpleName().contentEquals(name)))
                .forEach(hiding::add);
        return hiding.toArray(String[]::new);
    }
}
