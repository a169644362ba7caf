package dev.tapeless.processor.graph;

import java.util.List;

/**
 * A learned tensor of a layer.
 *
 * @param name the name in files and summaries, for instance {@code hidden.weight}
 * @param shape the natural shape that users see: {@code [units, inputs]} for a weight
 * @param storageOrder for each stored dimension, which natural dimension it is: {@code [1, 0]} for
 *     a weight that is stored as {@code [inputs][units]}
 * @param initializer the method of the runtime's {@code Initializers} that fills it
 * @param initialValue the value that {@code constant} fills in; 0 for the others
 * @param fanIn how many inputs one output reads
 * @param fanOut how many outputs one input reaches
 */
public record TypedParameter(
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
    public TypedParameter {
        shape = List.copyOf(shape);
        storageOrder = List.copyOf(storageOrder);
    }

    /**
     * The number of elements.
     *
     * @return the product of the shape; the checker has made sure that it fits an array
     */
    public int elements() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
