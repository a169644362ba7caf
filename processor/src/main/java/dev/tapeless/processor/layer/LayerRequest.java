package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.List;
import java.util.Optional;

/**
 * One use of a layer's annotation.
 *
 * @param use the annotation
 * @param field the field it is on
 * @param inputs what it reads: one input, or the branches that it joins
 * @param networkInput the shape of the network's input row; empty when a mistake keeps it unknown
 * @param block the network that the annotation names; empty for other layers, or after a mistake
 * @param doublePrecision whether the network computes with {@code double}
 * @param report where mistakes go
 */
public record LayerRequest(
        AnnotationUse use,
        String field,
        List<LayerInput> inputs,
        Optional<Shape> networkInput,
        Optional<Block> block,
        boolean doublePrecision,
        Report report) {

    /**
     * The only input, or the first branch.
     *
     * @return the input
     */
    public LayerInput input() {
        return inputs.get(0);
    }

    /**
     * How messages call this operation.
     *
     * @return for instance {@code Dense "hidden"}
     */
    public String subject() {
        return subject(use, field);
    }

    /**
     * How messages call an operation.
     *
     * @param use its annotation
     * @param field its field
     * @return for instance {@code Dense "hidden"}
     */
    public static String subject(AnnotationUse use, String field) {
        return use.subject(field);
    }

    /**
     * Adds a message about a member of the annotation.
     *
     * @param member the member
     * @param message which sentence
     * @param arguments what is filled in
     */
    public void report(String member, Message message, Object... arguments) {
        report.add(use.member(member).source(), message, arguments);
    }

    /**
     * Adds a message about the annotation.
     *
     * @param message which sentence
     * @param arguments what is filled in
     */
    public void report(Message message, Object... arguments) {
        report.add(source(), message, arguments);
    }

    /**
     * The annotation.
     *
     * @return its place
     */
    public SourceRef source() {
        return use.source();
    }

    /**
     * The length of an input that must be a vector. Any other shape is reported, once in a network:
     * it is the shape of the samples, which layers hand on.
     *
     * @param input one of the inputs
     * @return its length; empty when it is no vector or unknown
     */
    public Optional<Integer> vectorLength(LayerInput input) {
        if (input.shape().isEmpty()) {
            return Optional.empty();
        }
        final Shape shape = input.shape().get();
        if (shape.rank() == 1) {
            return Optional.of(shape.extent(0));
        }
        if (networkInput.isPresent() && !report.has(Message.SHAPE_NOT_VECTOR)) {
            report(
                    Message.SHAPE_NOT_VECTOR,
                    subject(),
                    input.subject(),
                    shape,
                    networkInput.get().rank() == 1
                            ? "put @Flatten before it"
                            : "declare the samples as vectors, @Network(input = "
                                    + networkInput.get().elements()
                                    + ")");
        }
        return Optional.empty();
    }
}
