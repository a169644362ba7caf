package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Affine;
import dev.tapeless.processor.ir.ElementType;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.IndexMap;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.Shape;

import java.util.List;

/**
 * The input of a graph, and the inputs of the network: the whole of it, or slices of its rows where
 * there are several.
 */
final class InputParts {

    private final List<TypedPort> ports;
    private final GraphBuilder builder;
    private final Node row;

    /**
     * Adds the input to a graph.
     *
     * @param network the network
     * @param builder the graph
     */
    InputParts(CheckedNetwork network, GraphBuilder builder) {
        this.ports = network.ports(network.inputs());
        this.builder = builder;
        final Shape shape = network.input().orElseThrow().batched();
        // The row of a single input is called as the input is.
        final String label = ports.size() == 1 ? ports.get(0).name() : Lowering.INPUT;
        this.row =
                builder.apply(
                        label, new Op.Input(Lowering.INPUT, shape, ElementType.REAL), List.of());
    }

    /** The input of the graph. */
    Node row() {
        return row;
    }

    /** The value of an input that is a field. */
    Node part(CheckedLayer field) {
        if (ports.size() == 1) {
            return row;
        }
        final TypedPort port =
                ports.stream()
                        .filter(candidate -> candidate.name().equals(field.name()))
                        .findFirst()
                        .orElseThrow();
        final IndexMap slice =
                new IndexMap(List.of(Affine.axis(2, 0), Affine.axis(2, 1).plus(port.offset())));
        final Node part =
                builder.apply(
                        port.name(),
                        new Op.View(slice, Shape.of(port.size()).batched(), 0),
                        List.of(row));
        return port.shape().rank() == 1
                ? part
                : builder.apply(port.name(), new Op.Reshape(port.shape().batched()), List.of(part));
    }
}
