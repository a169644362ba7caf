package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;

import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * Where an operation is lowered to.
 *
 * @param builder the graph
 * @param mode for what
 * @param field the field, whose name starts every label and every parameter
 * @param label the label of the result: the field's name for its last operation
 * @param streams gives the next number of a stream of random numbers
 * @param updates takes the full name of a buffer and its next value
 */
public record LoweringContext(
        GraphBuilder builder,
        Mode mode,
        String field,
        String label,
        IntSupplier streams,
        BiConsumer<String, Node> updates) {

    /**
     * A learned tensor, or a buffer.
     *
     * @param parameter which of the layer's parameters or buffers
     * @return its node, in storage order
     */
    public Node parameter(LayerParameter parameter) {
        return parameter(parameter, parameter.storedShape());
    }

    /**
     * A learned tensor under another shape.
     *
     * @param parameter which of the layer's parameters
     * @param shape of the same elements and the same last extent, in storage order
     * @return its node
     */
    public Node parameter(LayerParameter parameter, Shape shape) {
        return builder.parameter(field + "." + parameter.name(), shape);
    }

    /**
     * Gives a buffer its next value, when the forward pass of training is over.
     *
     * @param buffer which of the layer's buffers
     * @param next its value from then on
     */
    public void update(LayerParameter buffer, Node next) {
        updates.accept(field + "." + buffer.name(), next);
    }

    /**
     * The label of a value inside the layer.
     *
     * @param what what it is, capitalised: {@code Product}
     * @return for instance {@code hiddenProduct}
     */
    public String inner(String what) {
        return field + what;
    }
}
