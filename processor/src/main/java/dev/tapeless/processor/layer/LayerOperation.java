package dev.tapeless.processor.layer;

import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;

/**
 * What one annotation computes.
 *
 * @param text the operation as a person would write it: {@code Dense(128)}
 * @param output the shape of the result for one sample; empty when a mistake keeps it unknown
 * @param meaning what the numbers of the result are
 * @param parameters what it learns
 * @param buffers what it keeps from one training step to the next without learning it
 * @param multiplyAdds multiplications with an addition per sample
 * @param lowering how it becomes operations; called only when there was no mistake
 * @param link what losses know about it
 */
public record LayerOperation(
        String text,
        Optional<Shape> output,
        Meaning meaning,
        List<LayerParameter> parameters,
        List<LayerParameter> buffers,
        long multiplyAdds,
        Lowering lowering,
        Link link) {

    /** Lowers an operation. */
    @FunctionalInterface
    public interface Lowering {

        /**
         * Adds the nodes of this operation to the graph.
         *
         * @param context the graph, the names and the mode
         * @param inputs the values of what is read, batched
         * @return the value of the operation, labelled {@link LoweringContext#label}
         */
        Node lower(LoweringContext context, List<Node> inputs);
    }

    /**
     * Keeps an unmodifiable copy.
     *
     * @param text the operation as a person would write it
     * @param output the shape of the result, if known
     * @param meaning what the numbers are
     * @param parameters what it learns
     * @param multiplyAdds per sample
     * @param lowering how it becomes operations
     * @param link what losses know about it
     */
    public LayerOperation {
        parameters = List.copyOf(parameters);
        buffers = List.copyOf(buffers);
    }

    /**
     * An operation of which losses know nothing.
     *
     * @param text the operation as tables show it
     * @param output the shape of its result
     * @param meaning what the results are
     * @param parameters what it learns
     * @param buffers what it keeps without learning it
     * @param multiplyAdds for one sample
     * @param lowering adds its nodes to a graph
     */
    public LayerOperation(
            String text,
            Optional<Shape> output,
            Meaning meaning,
            List<LayerParameter> parameters,
            List<LayerParameter> buffers,
            long multiplyAdds,
            Lowering lowering) {
        this(text, output, meaning, parameters, buffers, multiplyAdds, lowering, Link.IDENTITY);
    }

    /**
     * An operation that keeps nothing but what it learns.
     *
     * @param text the operation as tables show it
     * @param output the shape of its result
     * @param meaning what the results are
     * @param parameters what it learns
     * @param multiplyAdds for one sample
     * @param lowering adds its nodes to a graph
     */
    public LayerOperation(
            String text,
            Optional<Shape> output,
            Meaning meaning,
            List<LayerParameter> parameters,
            long multiplyAdds,
            Lowering lowering) {
        this(text, output, meaning, parameters, List.of(), multiplyAdds, lowering);
    }

    /**
     * An operation that learns nothing and multiplies nothing.
     *
     * @param text the operation as a person would write it
     * @param output the shape of the result, if known
     * @param lowering how it becomes operations
     * @return the operation
     */
    public static LayerOperation of(String text, Optional<Shape> output, Lowering lowering) {
        return new LayerOperation(text, output, Meaning.VALUES, List.of(), 0, lowering);
    }

    /**
     * An operation of which nothing is known because of a mistake that was reported.
     *
     * @param text what was written
     * @return the operation, with an unknown shape
     */
    public static LayerOperation unknown(String text) {
        return of(
                text,
                Optional.empty(),
                (context, inputs) -> {
                    throw new IllegalStateException(text + " is lowered in spite of a mistake");
                });
    }

    /**
     * The same operation with results of a certain meaning.
     *
     * @param of what the numbers are
     * @return the operation
     */
    public LayerOperation meaning(Meaning of) {
        return new LayerOperation(
                text, output, of, parameters, buffers, multiplyAdds, lowering, link);
    }

    /**
     * The same operation as one that losses know.
     *
     * @param of what it makes of its only input
     * @return the operation
     */
    public LayerOperation link(Link of) {
        return new LayerOperation(
                text, output, meaning, parameters, buffers, multiplyAdds, lowering, of);
    }

    /**
     * The same operation with results of a certain shape.
     *
     * @param of the shape for one sample, if known
     * @return the operation
     */
    public LayerOperation output(Optional<Shape> of) {
        return new LayerOperation(
                text, of, meaning, parameters, buffers, multiplyAdds, lowering, link);
    }
}
