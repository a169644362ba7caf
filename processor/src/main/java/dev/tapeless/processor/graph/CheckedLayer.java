package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.LayerOperation;
import dev.tapeless.processor.layer.LayerParameter;
import dev.tapeless.processor.layer.Link;
import dev.tapeless.processor.layer.Meaning;
import dev.tapeless.processor.parse.LayerDeclaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer field, or an input, whose annotations have been checked.
 *
 * @param declaration the field
 * @param reads what its first operation reads
 * @param operations what its annotations compute, each reading the one before it
 * @param blocks the networks among its operations
 * @param output the shape of its value for one sample; empty when a mistake keeps it unknown
 * @param meaning what the numbers of its value are
 */
record CheckedLayer(
        LayerDeclaration declaration,
        List<Source> reads,
        List<LayerOperation> operations,
        List<CheckedBlock> blocks,
        Optional<Shape> output,
        Meaning meaning) {

    /**
     * How other layers call this one.
     *
     * @return the field's name
     */
    String name() {
        return declaration.name();
    }

    /**
     * Whether the field is an input of whole numbers that stand for something.
     *
     * @return false for every layer
     */
    boolean isIntegerInput() {
        return declaration.input().map(input -> input.flag("integer")).orElse(false);
    }

    /**
     * Everything that the field learns.
     *
     * @return the parameters of all its operations
     */
    Stream<LayerParameter> parameters() {
        return operations.stream().flatMap(operation -> operation.parameters().stream());
    }

    /**
     * Everything that the field keeps without learning it.
     *
     * @return the buffers of all its operations
     */
    Stream<LayerParameter> buffers() {
        return operations.stream().flatMap(operation -> operation.buffers().stream());
    }

    /**
     * What the last operation makes of its input.
     *
     * @return what losses know about it
     */
    Link link() {
        return operations.isEmpty() ? Link.IDENTITY : operations.get(operations.size() - 1).link();
    }

    /**
     * The work of the field.
     *
     * @return multiplications with an addition per sample
     */
    long multiplyAdds() {
        return operations.stream().mapToLong(LayerOperation::multiplyAdds).sum();
    }

    /**
     * The layer for the emitter.
     *
     * @return the layer, with nothing unknown
     */
    TypedLayer typed() {
        return new TypedLayer(
                name(),
                operationTexts(),
                output.orElseThrow(),
                parameters().map(this::typed).toList(),
                buffers().map(this::typed).toList(),
                multiplyAdds(),
                blocks.stream().flatMap(block -> block.rows(name())).toList(),
                blocks.stream().flatMap(CheckedLayer::shared).toList());
    }

    private static Stream<String> shared(CheckedBlock block) {
        return block.owner().stream()
                .flatMap(
                        owner ->
                                block.block().parameters().stream()
                                        .map(parameter -> owner + "." + parameter.name()));
    }

    private List<String> operationTexts() {
        if (declaration.isInput()) {
            return List.of(isIntegerInput() ? "Input(integer = true)" : "Input");
        }
        final List<String> texts = new ArrayList<>();
        operations.forEach(operation -> texts.add(operation.text()));
        declaration.output().ifPresent(output -> texts.add(output.name()));
        return texts;
    }

    private TypedParameter typed(LayerParameter parameter) {
        return new TypedParameter(
                name() + "." + parameter.name(),
                parameter.shape(),
                parameter.storageOrder(),
                parameter.initializer(),
                parameter.initialValue(),
                parameter.fanIn(),
                parameter.fanOut());
    }
}
