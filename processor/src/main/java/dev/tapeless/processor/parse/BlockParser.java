package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/**
 * Reads the networks that stand in a network as layers, and those in them: each once, however often
 * it is used, and none that contains itself.
 */
final class BlockParser {

    private final Elements elements;
    private final CompiledTypes compiled;
    private final ClassFiles classFiles;
    private final BiFunction<TypeElement, Report, NetworkDeclaration> reader;

    /**
     * A parser for one compilation.
     *
     * @param elements the compiler's elements
     * @param compiled the types whose source is being compiled
     * @param layerAnnotations the qualified names of the layer annotations, besides activations
     * @param reader reads one network without those in it
     */
    BlockParser(
            Elements elements,
            CompiledTypes compiled,
            Set<String> layerAnnotations,
            BiFunction<TypeElement, Report, NetworkDeclaration> reader) {
        this.elements = elements;
        this.compiled = compiled;
        this.classFiles = new ClassFiles(elements, layerAnnotations);
        this.reader = reader;
    }

    /**
     * The networks that the annotations of a field name.
     *
     * @param field the field
     * @return the classes
     */
    static List<TypeElement> namedOn(VariableElement field) {
        final List<TypeElement> blocks = new ArrayList<>();
        for (final AnnotationMirror mirror : field.getAnnotationMirrors()) {
            for (final AnnotationValue value : mirror.getElementValues().values()) {
                if (value.getValue() instanceof DeclaredType named
                        && TapelessNames.mirror(named.asElement(), TapelessNames.NETWORK) != null) {
                    blocks.add((TypeElement) named.asElement());
                }
            }
        }
        return blocks;
    }

    /**
     * Reads all networks in a network.
     *
     * @param network the network
     * @param report where mistakes go
     * @return the networks by their qualified names; without those that cannot be read
     */
    Map<String, BlockDeclaration> parse(NetworkDeclaration network, Report report) {
        final Walk walk = new Walk(report);
        walk.enter(network, true);
        return Collections.unmodifiableMap(walk.found);
    }

    /**
     * A use on the way from the outermost network.
     *
     * @param network where it stands
     * @param hasSource whether a message can point there
     * @param field the field
     * @param use the annotation that names the next network
     */
    private record Step(
            NetworkDeclaration network, boolean hasSource, String field, AnnotationUse use) {

        String subject() {
            return use.subject(field);
        }

        SourceRef source() {
            return use.member("value").source();
        }
    }

    /** One walk through all networks in a network. */
    private final class Walk {

        private final Report report;
        private final Map<String, BlockDeclaration> found = new LinkedHashMap<>();
        private final List<Step> path = new ArrayList<>();

        Walk(Report report) {
            this.report = report;
        }

        void enter(NetworkDeclaration network, boolean hasSource) {
            for (final LayerDeclaration layer : network.layers()) {
                for (final AnnotationUse use : layer.operations()) {
                    if (use.block().isPresent()) {
                        path.add(new Step(network, hasSource, layer.name(), use));
                        follow(use.block().get());
                        path.remove(path.size() - 1);
                    }
                }
            }
        }

        private void follow(NamedType named) {
            final List<String> around =
                    path.stream().map(step -> step.network().qualifiedName()).toList();
            final int start = around.indexOf(named.qualifiedName());
            if (start >= 0) {
                reportCycle(start);
            } else if (!found.containsKey(named.qualifiedName())) {
                read(named);
            }
        }

        private void read(NamedType named) {
            final TypeElement type = elements.getTypeElement(named.qualifiedName());
            if (type == null || TapelessNames.mirror(type, TapelessNames.NETWORK) == null) {
                final Step step = visible(path.size() - 1);
                report.add(step.source(), Message.BLOCK_CLASS, step.subject(), named);
            } else if (ClassRules.checkKind(type, report)
                    // What is not defined is said elsewhere.
                    && UndefinedFinder.ofClass(type).isEmpty()) {
                final boolean hasSource = compiled.contains(type);
                final NetworkDeclaration network =
                        hasSource ? reader.apply(type, report) : readClassFile(type);
                found.put(named.qualifiedName(), new BlockDeclaration(network, hasSource));
                enter(network, hasSource);
            }
        }

        private NetworkDeclaration readClassFile(TypeElement type) {
            final Step step = visible(path.size() - 1);
            final Report own = new Report();
            final NetworkDeclaration network = reader.apply(type, own);
            if (!own.isClean()) {
                report.add(
                        step.source(),
                        Message.BLOCK_BROKEN,
                        step.subject(),
                        network.displayName(),
                        own.items().get(0).text());
            }
            classFiles.check(type, step.subject(), step.source(), report);
            final Optional<NetworkDeclaration> inOrder = classFiles.inOrder(network);
            if (inOrder.isEmpty()) {
                report.add(
                        step.source(),
                        Message.BLOCK_UNPROCESSED,
                        step.subject(),
                        network.displayName(),
                        network.generatedName().value());
            }
            return inOrder.orElse(network);
        }

        private void reportCycle(int start) {
            final String cycle =
                    Stream.concat(
                                    path.subList(start, path.size()).stream(),
                                    Stream.of(path.get(start)))
                            .map(step -> step.network().displayName())
                            .collect(Collectors.joining(" -> "));
            final Step step = visible(start);
            report.add(step.source(), Message.BLOCK_CYCLE, step.subject(), cycle);
        }

        /** The last use before a place, or there, to which a message can point. */
        private Step visible(int last) {
            int at = last;
            while (!path.get(at).hasSource()) {
                at--;
            }
            return path.get(at);
        }
    }
}
