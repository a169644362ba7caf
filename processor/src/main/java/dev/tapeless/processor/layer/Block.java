package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;

/**
 * A network that stands in another one as a layer.
 *
 * @param name how messages call its class
 * @param input the shape of one sample that it takes; empty when a mistake keeps it unknown
 * @param output the shape that it gives; empty when a mistake keeps it unknown
 * @param meaning what the numbers of its output are
 * @param parameters what its layers learn, by names like {@code hidden.weight}
 * @param buffers what its layers keep without learning it
 * @param multiplyAdds multiplications with an addition per sample
 * @param owner the field of which it uses the parameters and buffers; empty for its own
 * @param lowering adds its layers to a graph
 */
public record Block(
        String name,
        Optional<Shape> input,
        Optional<Shape> output,
        Meaning meaning,
        List<LayerParameter> parameters,
        List<LayerParameter> buffers,
        long multiplyAdds,
        Optional<String> owner,
        Lowering lowering) {

    /** Lowers the layers of a block. */
    @FunctionalInterface
    public interface Lowering {

        /**
         * Adds the nodes of all layers to the graph.
         *
         * @param context where the block stands
         * @param input what it reads
         * @return the value of its last layer
         */
        Node lower(LoweringContext context, Node input);
    }

    /**
     * Adds the nodes of all layers to the graph.
     *
     * @param context where the block stands
     * @param input what it reads
     * @return the value of its last layer
     */
    Node lower(LoweringContext context, Node input) {
        return lowering.lower(owner.map(context::ownedBy).orElse(context), input);
    }

    /**
     * The operation that the block is.
     *
     * @param text the operation as a person would write it
     * @param result the shape of its result, if known
     * @param of what its numbers are
     * @param how adds its nodes to a graph
     * @return the operation, without parameters where another field has them
     */
    LayerOperation operation(
            String text, Optional<Shape> result, Meaning of, LayerOperation.Lowering how) {
        return new LayerOperation(
                text,
                result,
                of,
                owner.isPresent() ? List.of() : parameters,
                owner.isPresent() ? List.of() : buffers,
                multiplyAdds,
                how);
    }

    /**
     * Whether a block takes what is read. Another shape is reported.
     *
     * @param request the use of the annotation
     * @return false where one of the shapes is unknown, too
     */
    boolean takes(LayerRequest request) {
        final Optional<Shape> found = request.input().shape();
        if (found.isEmpty() || input.isEmpty()) {
            return false;
        }
        if (!found.equals(input)) {
            request.report(
                    "value",
                    Message.BLOCK_INPUT,
                    request.subject(),
                    request.input().subject(),
                    found.get(),
                    name,
                    input.get());
        }
        return found.equals(input);
    }
}
