package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;

import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * No field has the name of a class that generated code calls. The generated class inherits the
 * field, and there {@code Math.fma} would be a method of a field called {@code Math}.
 */
final class FieldNameRule {

    private static final List<String> PACKAGES =
            List.of(
                    "java.lang",
                    "java.util",
                    TapelessNames.ANNOTATIONS + ".runtime",
                    TapelessNames.ANNOTATIONS + ".runtime.math",
                    TapelessNames.ANNOTATIONS + ".runtime.support");

    private final Elements elements;

    /**
     * The rule for one compilation.
     *
     * @param elements the compiler's elements
     */
    FieldNameRule(Elements elements) {
        this.elements = elements;
    }

    /**
     * Reports fields, own or inherited, that hide a class.
     *
     * @param type the class
     * @param generatedName the generated class
     * @param report where mistakes go
     */
    void check(TypeElement type, String generatedName, Report report) {
        for (final VariableElement field : ElementFilter.fieldsIn(elements.getAllMembers(type))) {
            final Element owner = field.getEnclosingElement();
            // Classes have capitals; the names of most fields need not be looked up.
            if (Character.isUpperCase(field.getSimpleName().charAt(0))
                    && (owner.equals(type) || !field.getModifiers().contains(Modifier.PRIVATE))) {
                check(field, owner.equals(type) ? field : type, generatedName, report);
            }
        }
    }

    private void check(VariableElement field, Element place, String generatedName, Report report) {
        for (final String name : PACKAGES) {
            final String hidden = name + "." + field.getSimpleName();
            if (elements.getTypeElement(hidden) != null) {
                report.add(
                        SourceRef.of(place),
                        Message.FIELD_HIDES_CLASS,
                        field.getSimpleName(),
                        hidden,
                        generatedName);
                return;
            }
        }
    }
}
