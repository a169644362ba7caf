package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.Suggestions;
import dev.tapeless.processor.layer.LayerRequest;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.LayerDeclaration;
import dev.tapeless.processor.parse.Sourced;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Resolves the names in {@code from}. */
final class References {

    private final List<String> names;
    private final Set<String> blocks;
    private final boolean hasInput;
    private final Report report;

    /**
     * Makes the names known.
     *
     * @param layers all layers
     * @param hasInput whether there is an input besides those that are among the layers
     * @param report where mistakes go
     */
    References(List<LayerDeclaration> layers, boolean hasInput, Report report) {
        this.hasInput = hasInput;
        this.names = layers.stream().map(LayerDeclaration::name).toList();
        this.blocks =
                layers.stream()
                        .filter(
                                layer ->
                                        layer.operations().stream()
                                                .anyMatch(use -> use.block().isPresent()))
                        .map(LayerDeclaration::name)
                        .collect(Collectors.toSet());
        this.report = report;
    }

    /**
     * Finds what a layer reads.
     *
     * @param position where the layer stands among all layers
     * @param layer the layer
     * @return what its first operation reads, one source for each name in its {@code from}
     */
    List<Source> resolve(int position, LayerDeclaration layer) {
        if (layer.operations().isEmpty()) {
            return List.of(Source.UNKNOWN);
        }
        final AnnotationUse first = layer.operations().get(0);
        for (final AnnotationUse later : layer.operations().subList(1, layer.operations().size())) {
            requireNoFrom(later, first, layer.name());
        }
        final String subject = LayerRequest.subject(first, layer.name());
        final List<Sourced<String>> from = first.from();
        if (from.isEmpty() && !first.joins()) {
            if (position == 0 && !hasInput) {
                report.add(first.source(), Message.FROM_NOTHING, subject);
                return List.of(Source.UNKNOWN);
            }
            return List.of(new Source(position - 1));
        }
        if (first.joins() && from.size() < 2) {
            reportTooFew(first, subject, position);
            return List.of(Source.UNKNOWN);
        }
        final List<Source> sources = new ArrayList<>();
        final Set<String> seen = new LinkedHashSet<>();
        for (final Sourced<String> name : from) {
            if (seen.add(name.value())) {
                sources.add(resolve(position, name, subject));
            } else {
                report.add(name.source(), Message.FROM_TWICE, subject, name.value());
                sources.add(Source.UNKNOWN);
            }
        }
        return List.copyOf(sources);
    }

    private Source resolve(int position, Sourced<String> name, String subject) {
        final int found = names.indexOf(name.value());
        if (found >= 0 && found < position) {
            return new Source(found);
        }
        if (found == position) {
            report.add(name.source(), Message.FROM_SELF, subject, remedy(position));
        } else if (found > position) {
            report.add(name.source(), Message.FROM_FORWARD, subject, name.value());
        } else if (hasInput && name.value().equals(Source.INPUT_NAME)) {
            return Source.INPUT;
        } else if (isInsideOfBlock(name.value())) {
            report.add(
                    name.source(),
                    Message.FROM_INSIDE,
                    subject,
                    name.value(),
                    name.value().substring(0, name.value().indexOf('.')));
        } else {
            final String remedy =
                    Suggestions.nearest(name.value(), before(position))
                            .map(nearest -> "did you mean \"" + nearest + "\"?")
                            .orElseGet(() -> remedy(position));
            report.add(name.source(), Message.FROM_UNKNOWN, subject, name.value(), remedy);
        }
        return Source.UNKNOWN;
    }

    private boolean isInsideOfBlock(String name) {
        final int dot = name.indexOf('.');
        return dot >= 0 && blocks.contains(name.substring(0, dot));
    }

    /** Only what stands first on a field chooses what it reads. */
    private void requireNoFrom(AnnotationUse later, AnnotationUse first, String field) {
        if (later.joins() || !later.from().isEmpty()) {
            report.add(
                    later.member("from").source(),
                    Message.FROM_NOT_FIRST,
                    later.name(),
                    field,
                    first.name());
        }
    }

    private void reportTooFew(AnnotationUse join, String subject, int position) {
        final List<String> before = before(position);
        final List<String> example =
                before.size() < 2
                        ? List.of("a", "b")
                        : before.subList(before.size() - 2, before.size());
        final List<Sourced<String>> from = join.from();
        report.add(
                join.member("from").source(),
                Message.FROM_TOO_FEW,
                subject,
                from.isEmpty() ? "none" : "only \"" + from.get(0).value() + "\"",
                quoted(example));
    }

    private String remedy(int position) {
        final List<String> before = before(position);
        return before.isEmpty()
                ? "declare an input in front of it, for instance \"@Input(784) Layer image;\""
                : "it can read " + quoted(before);
    }

    private List<String> before(int position) {
        final List<String> before = new ArrayList<>();
        if (hasInput) {
            before.add(Source.INPUT_NAME);
        }
        before.addAll(names.subList(0, position));
        return before;
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
