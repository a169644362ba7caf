package dev.tapeless.processor.graph;

import dev.tapeless.processor.layer.Block;
import dev.tapeless.processor.layer.LayerParameter;
import dev.tapeless.processor.layer.Meaning;
import dev.tapeless.processor.parse.NamedType;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A network in another one, at one of its uses.
 *
 * @param type its class
 * @param network its layers
 * @param owner the field that has its parameters, where it is not the one that it stands on
 * @param layerCount how many layers it has, counted once
 */
record CheckedBlock(
        NamedType type, CheckedNetwork network, Optional<String> owner, int layerCount) {

    /**
     * A use of a block.
     *
     * @param type its class
     * @param network its layers
     * @param owner the field that has its parameters, where it is not the one that it stands on
     */
    CheckedBlock(NamedType type, CheckedNetwork network, Optional<String> owner) {
        this(type, network, owner, network.layerCount());
    }

    /**
     * The block for the layer that it stands on.
     *
     * @return the block
     */
    Block block() {
        final List<CheckedLayer> layers = network.layers();
        final Optional<CheckedLayer> last = network.outputs().stream().findFirst().map(layers::get);
        // So large a network is an error already, and blocks of blocks can be larger than memory.
        final boolean fits = layerCount <= LayerCountRule.MOST;
        return new Block(
                network.declaration().displayName(),
                network.input(),
                last.flatMap(CheckedLayer::output),
                last.map(CheckedLayer::meaning).orElse(Meaning.VALUES),
                fits ? named(CheckedLayer::parameters) : List.of(),
                fits ? named(CheckedLayer::buffers) : List.of(),
                layers.stream().mapToLong(CheckedLayer::multiplyAdds).sum(),
                owner,
                (context, input) -> Lowering.lower(network, context, input));
    }

    /**
     * Whether it takes whole numbers that stand for something.
     *
     * @return true where its input is declared so
     */
    boolean readsIntegers() {
        return network.layers().stream().anyMatch(CheckedLayer::isIntegerInput);
    }

    private List<LayerParameter> named(Function<CheckedLayer, Stream<LayerParameter>> tensors) {
        return network.layers().stream()
                .flatMap(layer -> tensors.apply(layer).map(tensor -> tensor.within(layer.name())))
                .toList();
    }

    /**
     * The layers as rows of a table.
     *
     * @param field the name of the layer that the block is
     * @return its layers, called {@code field.hidden}, without what another field counts
     */
    Stream<TypedLayer> rows(String field) {
        return network.layers().stream()
                .map(CheckedLayer::typed)
                .map(layer -> layer.within(field, owner.isEmpty()));
    }
}
