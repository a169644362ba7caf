package dev.tapeless.processor;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.parse.DeclarationParser;
import dev.tapeless.processor.parse.TapelessNames;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What is carried from one round of annotation processing to the next: names only, since elements
 * do not outlive a round.
 */
final class Rounds {

    private final Elements elements;
    private final DeclarationParser parser;

    /** Networks that wait for something to be defined. */
    private final Set<String> waiting = new LinkedHashSet<>();

    /** For each network that has been compiled, the annotations that its fields had then. */
    private final Map<String, Map<String, List<String>>> compiled = new LinkedHashMap<>();

    /**
     * Starts before the first round.
     *
     * @param elements the compiler's elements
     * @param parser reads declarations
     */
    Rounds(Elements elements, DeclarationParser parser) {
        this.elements = elements;
        this.parser = parser;
    }

    /**
     * The networks of a round.
     *
     * @param round the round
     * @return those that have waited, then those that are new
     */
    List<TypeElement> networks(RoundEnvironment round) {
        final List<TypeElement> networks = new ArrayList<>();
        waiting.forEach(name -> networks.add(elements.getTypeElement(name)));
        waiting.clear();
        final TypeElement annotation = elements.getTypeElement(TapelessNames.NETWORK);
        if (annotation != null) {
            networks.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(annotation)));
        }
        return networks;
    }

    /**
     * Gives a network back in the next round.
     *
     * @param network a network that needs what is not defined
     */
    void postpone(TypeElement network) {
        waiting.add(network.getQualifiedName().toString());
    }

    /**
     * Keeps what a network looked like when it was compiled.
     *
     * @param network a network that is compiled now
     */
    void remember(TypeElement network) {
        compiled.put(network.getQualifiedName().toString(), parser.annotationNames(network));
    }

    /**
     * Reports networks that have got annotations since they were compiled. Nobody can wait for
     * those: the javac of JDK 17 hides an annotation of which the type is still to be generated.
     *
     * @param report where mistakes go
     */
    void checkUnchanged(Report report) {
        compiled.entrySet().removeIf(network -> hasChanged(network, report));
    }

    private boolean hasChanged(
            Map.Entry<String, Map<String, List<String>>> network, Report report) {
        final TypeElement type = elements.getTypeElement(network.getKey());
        for (final Map.Entry<String, List<String>> field :
                parser.annotationNames(type).entrySet()) {
            if (!field.getValue().equals(network.getValue().get(field.getKey()))) {
                report.add(
                        SourceRef.of(type),
                        Message.CLASS_CHANGED,
                        type.getSimpleName(),
                        field.getKey());
                return true;
            }
        }
        return false;
    }
}
