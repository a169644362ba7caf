package dev.tapeless.processor.emit;

import java.util.LinkedHashSet;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * The names that a generated class inherits, private ones included: they do no harm.
 *
 * @param fields the names of fields
 * @param types the simple names of member types
 */
record UserMembers(Set<String> fields, Set<String> types) {

    /**
     * Collects the names of a class and its supertypes.
     *
     * @param type the user's class; null for none
     * @return the names
     */
    static UserMembers of(Element type) {
        final UserMembers members = new UserMembers(new LinkedHashSet<>(), new LinkedHashSet<>());
        if (type instanceof TypeElement userType) {
            members.add(userType);
        }
        return members;
    }

    private void add(TypeElement type) {
        for (final VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            fields.add(field.getSimpleName().toString());
        }
        for (final TypeElement member : ElementFilter.typesIn(type.getEnclosedElements())) {
            types.add(member.getSimpleName().toString());
        }
        add(type.getSuperclass());
        type.getInterfaces().forEach(this::add);
    }

    private void add(TypeMirror supertype) {
        if (supertype instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element) {
            add(element);
        }
    }
}
