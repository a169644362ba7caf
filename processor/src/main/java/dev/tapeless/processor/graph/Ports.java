package dev.tapeless.processor.graph;

import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Link;

import java.util.List;

/**
 * The inputs and the outputs of a network. In memory a sample is one row with all inputs one after
 * the other, and its output one with all outputs.
 *
 * @param inputs the inputs, in the order of their declaration
 * @param outputs the outputs, in the order of their declaration
 * @param areNamed whether the user has declared any by name
 */
public record Ports(List<TypedPort> inputs, List<TypedPort> outputs, boolean areNamed) {

    /** Keeps unmodifiable copies. */
    public Ports {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * One input and one output without names.
     *
     * @param input the shape of the input
     * @param output the shape of the output
     * @param link what the output makes of its logits
     * @return both
     */
    public static Ports unnamed(Shape input, Shape output, Link link) {
        return new Ports(
                List.of(new TypedPort("input", input, 0, false, Link.IDENTITY)),
                List.of(new TypedPort("output", output, 0, false, link)),
                false);
    }

    /**
     * Whether the gradient of the outputs may be given with respect to their logits.
     *
     * @return true where an output has logits that are not the output itself
     */
    public boolean haveLogits() {
        return outputs.stream().anyMatch(output -> output.link() != Link.IDENTITY);
    }

    /**
     * The elements of an input row.
     *
     * @return the sum over all inputs
     */
    public int inputSize() {
        return size(inputs);
    }

    /**
     * The elements of an output row.
     *
     * @return the sum over all outputs
     */
    public int outputSize() {
        return size(outputs);
    }

    /**
     * Whether a call by name is another thing than a call with rows.
     *
     * @return true for several inputs or outputs, and for integers
     */
    public boolean areCalledByName() {
        return areNamed
                && (inputs.size() + outputs.size() > 2
                        || inputs.stream().anyMatch(TypedPort::isInteger));
    }

    private static int size(List<TypedPort> ports) {
        return ports.stream().mapToInt(TypedPort::size).sum();
    }
}
