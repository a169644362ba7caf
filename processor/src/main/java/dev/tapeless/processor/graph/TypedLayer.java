package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;

import java.util.List;

/**
 * One field of the network: the operations of its annotations, one after the other.
 *
 * @param name the field
 * @param operations the operations as a person would write them: {@code Dense(128)}, {@code Relu},
 *     {@code LeakyRelu(alpha = 0.2)}, {@code Add(a, b)}
 * @param output the shape of the field's value for one sample
 * @param parameters what it learns, in the order of files and summaries
 * @param buffers what it keeps from one training step to the next without learning it
 * @param multiplyAdds multiplications with an addition per sample, of contractions
 * @param inner the layers of the blocks among its operations, called {@code field.hidden}; what
 *     they learn is among the parameters of this layer
 * @param shared the names of parameters of other fields that it uses, too
 */
public record TypedLayer(
        String name,
        List<String> operations,
        Shape output,
        List<TypedParameter> parameters,
        List<TypedParameter> buffers,
        long multiplyAdds,
        List<TypedLayer> inner,
        List<String> shared) {

    /**
     * Keeps unmodifiable copies.
     *
     * @param name the field
     * @param operations its operations
     * @param output the shape of its value
     * @param parameters what it learns
     * @param multiplyAdds per sample
     * @param inner the layers in it
     * @param shared what it uses of others
     */
    public TypedLayer {
        operations = List.copyOf(operations);
        parameters = List.copyOf(parameters);
        buffers = List.copyOf(buffers);
        inner = List.copyOf(inner);
        shared = List.copyOf(shared);
    }

    /**
     * A field that keeps nothing but what it learns.
     *
     * @param name the field
     * @param operations its operations
     * @param output the shape of its value
     * @param parameters what it learns
     * @param multiplyAdds per sample
     */
    public TypedLayer(
            String name,
            List<String> operations,
            Shape output,
            List<TypedParameter> parameters,
            long multiplyAdds) {
        this(name, operations, output, parameters, List.of(), multiplyAdds, List.of(), List.of());
    }

    /**
     * The same layer in a block, for tables.
     *
     * @param field the layer that the block is
     * @param owns whether that layer has the parameters of the block
     * @return the layer, called {@code field.hidden}
     */
    TypedLayer within(String field, boolean owns) {
        return new TypedLayer(
                field + "." + name,
                operations,
                output,
                owns ? parameters : List.of(),
                buffers,
                multiplyAdds,
                inner.stream().map(layer -> layer.within(field, owns)).toList(),
                shared);
    }
}
