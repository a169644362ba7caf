package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.LayerDefinitions;
import dev.tapeless.processor.layer.LayerInput;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.LayerRequest;
import dev.tapeless.processor.layer.Meaning;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.LayerDeclaration;
import dev.tapeless.processor.parse.NetworkDeclaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks a declaration: layer by layer, and then the rules for the whole network. */
public final class NetworkChecker {

    private static final List<NetworkRule> RULES =
            List.of(
                    new UnusedLayerRule(),
                    new PortSizeRule(),
                    new ParameterCountRule(),
                    new LayerCountRule(),
                    new LastDropoutRule());

    private final LayerDefinitions definitions;

    /**
     * A checker that knows some layers.
     *
     * @param definitions the layers
     */
    public NetworkChecker(LayerDefinitions definitions) {
        this.definitions = definitions;
    }

    /**
     * Checks a network.
     *
     * @param declaration what was written
     * @param report where mistakes go
     * @return the network; complete only when the report is clean
     */
    public CheckedNetwork check(NetworkDeclaration declaration, Report report) {
        return new OneNetwork(declaration).check(declaration, report);
    }

    /** The layers of one network and of those in it, which all compute in its arithmetic. */
    private final class OneNetwork {

        private final Blocks blocks;
        private final boolean doublePrecision;

        OneNetwork(NetworkDeclaration outermost) {
            blocks = new Blocks(outermost.blocks(), this::check);
            doublePrecision = outermost.precision().equals(Arithmetic.DOUBLE.name());
        }

        CheckedNetwork check(NetworkDeclaration declaration, Report report) {
            final InputRow row = InputRow.read(declaration, report);
            final Optional<Shape> input = row.shape();
            final List<LayerDeclaration> declared = declaration.layers();
            final References references = new References(declared, row.isUnnamed(), report);
            final List<CheckedLayer> layers = new ArrayList<>();
            for (int position = 0; position < declared.size(); position++) {
                final LayerDeclaration layer = declared.get(position);
                if (layer.isInput()) {
                    layers.add(row.input(layer));
                    continue;
                }
                final List<Source> reads = references.resolve(position, layer);
                final List<LayerInput> inputs =
                        reads.stream().map(source -> input(source, input, layers)).toList();
                layers.add(check(layer, reads, inputs, row.samples(), layers, report));
            }
            final CheckedNetwork network =
                    new CheckedNetwork(declaration, input, List.copyOf(layers));
            if (declared.stream().allMatch(LayerDeclaration::isComplete)) {
                RULES.forEach(rule -> rule.check(network, report));
            }
            return network;
        }

        private CheckedLayer check(
                LayerDeclaration layer,
                List<Source> reads,
                List<LayerInput> first,
                Optional<Shape> networkInput,
                List<CheckedLayer> before,
                Report report) {
            List<LayerInput> inputs = first;
            final List<LayerOperation> operations = new ArrayList<>();
            final List<CheckedBlock> own = new ArrayList<>();
            final Map<String, AnnotationUse> learned = new LinkedHashMap<>();
            for (final AnnotationUse use : layer.operations()) {
                final Optional<CheckedBlock> block = blocks.of(use, layer.name(), before, report);
                block.ifPresent(own::add);
                final boolean canRead =
                        (operations.isEmpty() || !use.joins())
                                && readsIntegers(use, block, layer, inputs, report);
                final LayerOperation operation =
                        canRead
                                ? definitions
                                        .of(use)
                                        .define(
                                                new LayerRequest(
                                                        use,
                                                        layer.name(),
                                                        inputs,
                                                        networkInput,
                                                        block.map(CheckedBlock::block),
                                                        doublePrecision,
                                                        report))
                                : LayerOperation.unknown(use.name());
                operation.parameters().stream()
                        .map(parameter -> learned.putIfAbsent(parameter.name(), use))
                        .filter(Objects::nonNull)
                        // Names that a block has twice are told in the block.
                        .filter(other -> !other.equals(use))
                        .findFirst()
                        .ifPresent(
                                other ->
                                        report.add(
                                                use.source(),
                                                Message.FIELD_TWO_PARAMETERISED,
                                                layer.name(),
                                                other.name(),
                                                use.name()));
                operations.add(operation);
                inputs =
                        List.of(
                                new LayerInput(
                                        layer.name(),
                                        LayerRequest.subject(use, layer.name()),
                                        operation.output(),
                                        operation.meaning()));
            }
            final boolean isUnknown = operations.isEmpty() || !layer.isComplete();
            return new CheckedLayer(
                    layer,
                    reads,
                    List.copyOf(operations),
                    List.copyOf(own),
                    isUnknown ? Optional.empty() : inputs.get(0).shape(),
                    isUnknown ? Meaning.VALUES : inputs.get(0).meaning());
        }
    }

    /** Whether a layer reads no integers, or is one that looks them up. */
    private boolean readsIntegers(
            AnnotationUse use,
            Optional<CheckedBlock> block,
            LayerDeclaration layer,
            List<LayerInput> inputs,
            Report report) {
        if (definitions.of(use).readsIntegers()
                || block.map(CheckedBlock::readsIntegers).orElse(false)) {
            return true;
        }
        for (final LayerInput input : inputs) {
            if (input.meaning() == Meaning.INTEGERS) {
                report.add(
                        use.source(),
                        Message.INPUT_OF_INTEGERS,
                        LayerRequest.subject(use, layer.name()),
                        input.subject());
                return false;
            }
        }
        return true;
    }

    private static LayerInput input(
            Source source, Optional<Shape> networkInput, List<CheckedLayer> layers) {
        if (source.equals(Source.INPUT)) {
            return new LayerInput(
                    Source.INPUT_NAME, "the input of the network", networkInput, Meaning.VALUES);
        }
        if (source.equals(Source.UNKNOWN)) {
            return new LayerInput("", "", Optional.empty(), Meaning.VALUES);
        }
        final CheckedLayer layer = layers.get(source.layer());
        final List<AnnotationUse> operations = layer.declaration().operations();
        final String subject =
                layer.declaration().isInput()
                        ? "the input \"" + layer.name() + "\""
                        : operations.isEmpty()
                                ? layer.name()
                                : LayerRequest.subject(
                                        operations.get(operations.size() - 1), layer.name());
        return new LayerInput(layer.name(), subject, layer.output(), layer.meaning());
    }
}
