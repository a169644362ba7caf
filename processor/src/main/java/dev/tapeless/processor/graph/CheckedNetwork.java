package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Link;
import dev.tapeless.processor.parse.NetworkDeclaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A network that was checked. Without a mistake in the report, nothing in it is unknown.
 *
 * @param declaration what was written
 * @param input the shape of one sample, of its row where there are several inputs; empty when a
 *     mistake keeps it unknown
 * @param layers the layers and inputs, in source order
 */
public record CheckedNetwork(
        NetworkDeclaration declaration, Optional<Shape> input, List<CheckedLayer> layers) {

    /**
     * How many layers there are, those of a block counted at every use.
     *
     * @return the number, or {@code Integer.MAX_VALUE} for more than that
     */
    int layerCount() {
        long count = layers.size();
        for (final CheckedLayer layer : layers) {
            for (final CheckedBlock block : layer.blocks()) {
                count += block.layerCount();
            }
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }

    /**
     * The layers that are inputs.
     *
     * @return their positions, ascending; empty where the input has no name
     */
    List<Integer> inputs() {
        return positions(layer -> layer.declaration().isInput());
    }

    /**
     * The layers whose values are outputs: those that are marked, or else the last.
     *
     * @return their positions, ascending; empty in a network without layers
     */
    List<Integer> outputs() {
        final List<Integer> marked = positions(layer -> layer.declaration().output().isPresent());
        final List<Integer> computed = positions(layer -> !layer.declaration().isInput());
        return marked.isEmpty() && !computed.isEmpty()
                ? List.of(computed.get(computed.size() - 1))
                : marked;
    }

    /**
     * Whether outputs are marked as such.
     *
     * @return false where the last layer is the output
     */
    boolean marksOutputs() {
        return layers.stream().anyMatch(layer -> layer.declaration().output().isPresent());
    }

    private List<Integer> positions(Predicate<CheckedLayer> wanted) {
        return IntStream.range(0, layers.size())
                .filter(position -> wanted.test(layers.get(position)))
                .boxed()
                .toList();
    }

    /** Inputs and outputs with their places in the rows. */
    private Ports ports() {
        final boolean areNamed = !inputs().isEmpty() || marksOutputs();
        final List<TypedPort> outputs = ports(outputs());
        if (!areNamed) {
            return Ports.unnamed(
                    input.orElseThrow(), outputs.get(0).shape(), outputs.get(0).link());
        }
        final List<TypedPort> inputs = ports(inputs());
        return new Ports(
                inputs.isEmpty()
                        ? List.of(
                                new TypedPort(
                                        Source.INPUT_NAME,
                                        input.orElseThrow(),
                                        0,
                                        false,
                                        Link.IDENTITY))
                        : inputs,
                outputs,
                true);
    }

    /**
     * Layers with their places in a row.
     *
     * @param positions which layers
     * @return a port for each, one after the other
     */
    List<TypedPort> ports(List<Integer> positions) {
        final List<TypedPort> ports = new ArrayList<>();
        int offset = 0;
        for (final int position : positions) {
            final CheckedLayer layer = layers.get(position);
            final boolean isInteger = layer.isIntegerInput();
            final TypedPort port =
                    new TypedPort(
                            layer.name(),
                            layer.output().orElseThrow(),
                            offset,
                            isInteger,
                            layer.link());
            ports.add(port);
            offset += port.size();
        }
        return ports;
    }

    /**
     * The network for the emitter.
     *
     * @return the network, with nothing unknown
     */
    public TypedNetwork typed() {
        return new TypedNetwork(
                declaration.packageName(),
                declaration.className(),
                declaration.generatedName().value(),
                declaration.isPublic(),
                Arithmetic.valueOf(declaration.precision()),
                input.orElseThrow(),
                ports(),
                declaration.inputGradient(),
                layers.stream().map(CheckedLayer::typed).toList(),
                declaration.source());
    }
}
