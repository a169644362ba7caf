package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Graph;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.ir.expression.Expressions;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Where an operation is lowered to.
 *
 * @param builder the graph
 * @param mode for what
 * @param owner whose parameters it uses: the field's name, and {@code block.field} inside of a
 *     block
 * @param field what starts every label: the field's name, and {@code blockField} inside of a block
 * @param label the label of the result: that of the field for its last operation
 * @param streams gives the next number of a stream of random numbers
 * @param updates the outputs that are next values of buffers, so far
 */
public record LoweringContext(
        GraphBuilder builder,
        Mode mode,
        String owner,
        String field,
        String label,
        IntSupplier streams,
        Map<String, Node> updates) {

    /**
     * A learned tensor, or a buffer. A buffer that an operation before has given its next value is
     * that value: where two layers share it, they move it one after the other.
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
        final String name = owner + "." + parameter.name();
        final Node next = updates.get(Graph.NEXT + name);
        return next == null ? builder.parameter(name, shape) : next;
    }

    /**
     * Adds a number to each element, by the last dimension.
     *
     * @param result what the sum is called
     * @param sums what is added to
     * @param bias which of the layer's parameters
     * @return the sum
     */
    Node withBias(String result, Node sums, LayerParameter bias) {
        final Shape shape = sums.shape();
        return builder.map(
                result,
                Expressions.add(Expressions.argument(0), Expressions.argument(1)),
                shape,
                List.of(shape.axes(), List.of(shape.rank() - 1)),
                List.of(sums, parameter(bias)));
    }

    /**
     * Gives a buffer its next value, when the forward pass of training is over.
     *
     * @param buffer which of the layer's buffers
     * @param next its value from then on
     */
    public void update(LayerParameter buffer, Node next) {
        updates.put(Graph.NEXT + owner + "." + buffer.name(), next);
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

    /**
     * A layer of the network, or of the block that stands here.
     *
     * @param name the layer's name in its own class
     * @return where it is lowered to; its label is that of its last operation
     */
    public LoweringContext layer(String name) {
        if (owner.isEmpty()) {
            return new LoweringContext(builder, mode, name, name, name, streams, updates);
        }
        final String capitalised =
                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        final String inside = field + capitalised;
        return new LoweringContext(
                builder, mode, owner + "." + name, inside, inside, streams, updates);
    }

    /**
     * One of several operations of a field.
     *
     * @param result the label of its result
     * @return where it is lowered to
     */
    public LoweringContext labelled(String result) {
        return new LoweringContext(builder, mode, owner, field, result, streams, updates);
    }

    /**
     * The same place with the parameters of another field of the same class.
     *
     * @param other the field
     * @return where it is lowered to
     */
    LoweringContext ownedBy(String other) {
        final String around = owner.substring(0, owner.lastIndexOf('.') + 1);
        return new LoweringContext(builder, mode, around + other, field, label, streams, updates);
    }
}
