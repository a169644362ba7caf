package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Shape;

import java.util.List;

/**
 * A tensor that a layer learns.
 *
 * @param name the name within the layer: {@code weight}, {@code bias}
 * @param shape the natural shape that users see
 * @param storageOrder for each stored dimension, which natural dimension it is
 * @param initializer the method of the runtime's {@code Initializers} that fills it
 * @param initialValue the value that {@code constant} fills in; 0 for the others
 * @param fanIn how many inputs one output reads
 * @param fanOut how many outputs one input reaches
 */
public record LayerParameter(
        String name,
        List<Integer> shape,
        List<Integer> storageOrder,
        String initializer,
        double initialValue,
        int fanIn,
        int fanOut) {

    /**
     * Keeps unmodifiable copies.
     *
     * @param name the name
     * @param shape the natural shape
     * @param storageOrder the natural dimension of each stored one
     * @param initializer the method that fills it
     * @param initialValue the value for {@code constant}
     * @param fanIn inputs of an output
     * @param fanOut outputs of an input
     */
    public LayerParameter {
        shape = List.copyOf(shape);
        storageOrder = List.copyOf(storageOrder);
    }

    /**
     * The same tensor seen from around the block in which its layer is.
     *
     * @param layer the layer
     * @return the tensor, called {@code layer.weight}
     */
    public LayerParameter within(String layer) {
        return new LayerParameter(
                layer + "." + name, shape, storageOrder, initializer, initialValue, fanIn, fanOut);
    }

    /**
     * The shape in which operations see the tensor.
     *
     * @return the natural shape in storage order
     */
    public Shape storedShape() {
        return new Shape(storageOrder.stream().map(shape::get).toList());
    }
}
