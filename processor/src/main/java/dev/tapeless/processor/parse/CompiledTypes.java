package dev.tapeless.processor.parse;

import java.util.LinkedHashSet;
import java.util.Set;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The types whose source is being compiled. A message about anything else would have no file and no
 * line, so it goes to the nearest place that has.
 */
public final class CompiledTypes {

    private final Set<String> outermost = new LinkedHashSet<>();

    /** Starts with none. */
    public CompiledTypes() {}

    /**
     * Adds what a round brings.
     *
     * @param roots the root elements of the round
     */
    public void add(Set<? extends Element> roots) {
        for (final Element root : roots) {
            if (root instanceof TypeElement type) {
                outermost.add(type.getQualifiedName().toString());
            }
        }
    }

    /**
     * Whether a message can point at an element.
     *
     * @param element the element
     * @return true when its source is being compiled
     */
    boolean contains(Element element) {
        Element around = element;
        while (around.getEnclosingElement() instanceof TypeElement enclosing) {
            around = enclosing;
        }
        return around instanceof TypeElement type
                && outermost.contains(type.getQualifiedName().toString());
    }
}
