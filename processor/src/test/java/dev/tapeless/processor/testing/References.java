package dev.tapeless.processor.testing;

import dev.tapeless.processor.autodiff.Differentiator;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.graph.CheckedNetwork;
import dev.tapeless.processor.graph.Lowering;
import dev.tapeless.processor.graph.NetworkChecker;
import dev.tapeless.processor.graph.TypedNetwork;
import dev.tapeless.processor.graph.TypedParameter;
import dev.tapeless.processor.layer.LayerDefinitions;
import dev.tapeless.processor.layer.Mode;
import dev.tapeless.processor.parse.CompiledTypes;
import dev.tapeless.processor.parse.DeclarationParser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * A processor that goes beside ours and keeps, for each network, what it means: the graphs as they
 * were lowered and differentiated, before any optimization or schedule.
 */
public final class References extends AbstractProcessor {

    private final Map<String, Reference> all = new LinkedHashMap<>();

    /** Nothing seen so far. */
    public References() {}

    /**
     * What a network means.
     *
     * @param name the qualified name of the generated class
     * @return its reference
     */
    public Reference get(String name) {
        final Reference reference = all.get(name);
        if (reference == null) {
            throw new AssertionError(name + " is not among " + all.keySet());
        }
        return reference;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("dev.tapeless.Network");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        final CompiledTypes compiled = new CompiledTypes();
        compiled.add(round.getRootElements());
        final LayerDefinitions layers = LayerDefinitions.load();
        final DeclarationParser parser =
                new DeclarationParser(
                        processingEnv.getElementUtils(),
                        processingEnv.getTypeUtils(),
                        layers.annotations(),
                        compiled);
        for (final TypeElement annotation : annotations) {
            for (final Element element : round.getElementsAnnotatedWith(annotation)) {
                final Report report = new Report();
                parser.parse((TypeElement) element, report)
                        .map(network -> new NetworkChecker(layers).check(network, report))
                        .filter(network -> report.isClean())
                        .ifPresent(this::keep);
            }
        }
        return false;
    }

    private void keep(CheckedNetwork network) {
        final TypedNetwork typed = network.typed();
        final List<String> names = new ArrayList<>();
        typed.layers().stream()
                .flatMap(layer -> layer.parameters().stream())
                .map(TypedParameter::name)
                .forEach(names::add);
        names.add(Lowering.INPUT);
        all.put(
                network.declaration().generatedQualifiedName(),
                new Reference(
                        typed,
                        Lowering.lower(network, Mode.PREDICT),
                        Differentiator.differentiate(Lowering.lower(network, Mode.TRAIN), names)));
    }
}
