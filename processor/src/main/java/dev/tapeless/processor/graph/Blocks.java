package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.Suggestions;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.BlockDeclaration;
import dev.tapeless.processor.parse.NamedType;
import dev.tapeless.processor.parse.NetworkDeclaration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The networks that stand in one network as layers. Each is checked once, however often used. */
final class Blocks {

    private final Map<String, BlockDeclaration> declarations;
    private final BiFunction<NetworkDeclaration, Report, CheckedNetwork> checker;

    /** Those that were checked; empty while that goes on, which only a circle sees. */
    private final Map<String, Optional<CheckedNetwork>> checked = new LinkedHashMap<>();

    /**
     * The blocks of a network.
     *
     * @param declarations by their qualified names
     * @param checker checks one as a network of its own
     */
    Blocks(
            Map<String, BlockDeclaration> declarations,
            BiFunction<NetworkDeclaration, Report, CheckedNetwork> checker) {
        this.declarations = declarations;
        this.checker = checker;
    }

    /**
     * The block of a layer.
     *
     * @param use an annotation
     * @param field the field that it is on
     * @param before the layers before it
     * @param report where mistakes go
     * @return the block; empty for an annotation that names none, or none that can be read
     */
    Optional<CheckedBlock> of(
            AnnotationUse use, String field, List<CheckedLayer> before, Report report) {
        final Optional<CheckedNetwork> network =
                use.block().flatMap(named -> network(named, use, field, report));
        return network.map(
                found ->
                        new CheckedBlock(
                                use.block().get(),
                                found,
                                owner(use, found, field, before, report)));
    }

    private Optional<CheckedNetwork> network(
            NamedType named, AnnotationUse use, String field, Report report) {
        final String name = named.qualifiedName();
        final BlockDeclaration declaration = declarations.get(name);
        if (declaration == null) {
            return Optional.empty();
        }
        if (!checked.containsKey(name)) {
            checked.put(name, Optional.empty());
            final Report own = new Report();
            checked.put(name, Optional.of(checker.apply(declaration.network(), own)));
            if (declaration.hasSource()) {
                report.addAll(own);
            } else if (!own.isClean()) {
                report.add(
                        use.member("value").source(),
                        Message.BLOCK_BROKEN,
                        use.subject(field),
                        declaration.network().displayName(),
                        own.items().get(0).text());
            }
        }
        return checked.get(name).filter(network -> hasOnePort(network, use, field, report));
    }

    private static boolean hasOnePort(
            CheckedNetwork network, AnnotationUse use, String field, Report report) {
        final int inputs = Math.max(1, network.inputs().size());
        final int outputs = network.outputs().size();
        if (inputs > 1 || outputs > 1) {
            report.add(
                    use.member("value").source(),
                    Message.BLOCK_PORTS,
                    use.subject(field),
                    network.declaration().displayName(),
                    inputs,
                    outputs);
            return false;
        }
        return true;
    }

    /** The field that has the parameters: the one that is named, or whose it uses itself. */
    private static Optional<String> owner(
            AnnotationUse use,
            CheckedNetwork network,
            String field,
            List<CheckedLayer> before,
            Report report) {
        final String sharing = use.text("sharing");
        if (sharing.isEmpty()) {
            return Optional.empty();
        }
        for (final CheckedLayer layer : before) {
            if (layer.name().equals(sharing)) {
                final Optional<CheckedBlock> block =
                        layer.blocks().stream()
                                .filter(b -> b.type().equals(use.block().get()))
                                .findFirst();
                if (block.isEmpty()) {
                    report.add(
                            use.member("sharing").source(),
                            Message.SHARING_CLASS,
                            use.subject(field),
                            sharing,
                            describe(layer),
                            network.declaration().displayName());
                    return Optional.empty();
                }
                return Optional.of(block.get().owner().orElse(sharing));
            }
        }
        final List<String> names = before.stream().map(CheckedLayer::name).toList();
        report.add(
                use.member("sharing").source(),
                Message.SHARING_UNKNOWN,
                use.subject(field),
                sharing,
                Suggestions.nearest(sharing, names)
                        .map(nearest -> "did you mean \"" + nearest + "\"?")
                        .orElseGet(() -> remedy(use, before)));
        return Optional.empty();
    }

    private static String remedy(AnnotationUse use, List<CheckedLayer> before) {
        final String shareable =
                before.stream()
                        .filter(
                                layer ->
                                        layer.blocks().stream()
                                                .anyMatch(b -> b.type().equals(use.block().get())))
                        .map(layer -> "\"" + layer.name() + "\"")
                        .collect(Collectors.joining(", "));
        return shareable.isEmpty()
                ? "remove \"sharing\", for this is the first use of " + use.block().get()
                : "it can share those of " + shareable;
    }

    private static String describe(CheckedLayer layer) {
        return layer.blocks().isEmpty()
                ? "no block"
                : layer.blocks().stream()
                        .map(b -> b.network().declaration().displayName())
                        .collect(Collectors.joining(" and ", "made of ", ""));
    }
}
