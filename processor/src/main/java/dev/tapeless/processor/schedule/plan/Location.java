package dev.tapeless.processor.schedule.plan;

import dev.tapeless.processor.ir.Graph;

/** Where the argument of a kernel comes from. */
public sealed interface Location {

    /** The rows of the samples. */
    record Input() implements Location {}

    /** The rows in which prediction leaves its result: the caller's. */
    record Output() implements Location {}

    /** The rows of the gradient of the loss with respect to the output. */
    record OutputGradient() implements Location {}

    /** What the caller gives as the gradient with respect to the logits of the output. */
    record LogitGradient() implements Location {}

    /**
     * Where the rows of an input of a graph lie.
     *
     * @param input its name
     * @return samples, or gradients that the caller gives
     */
    static Location ofInput(String input) {
        return switch (input) {
            case "input" -> new Input();
            case "dL/d" + Graph.LOGITS -> new LogitGradient();
            default -> new OutputGradient();
        };
    }

    /** The rows in which the gradient with respect to the input is left. */
    record InputGradient() implements Location {}

    /**
     * Rows that the network owns: a workspace of prediction, or what training keeps.
     *
     * @param buffer the buffer
     */
    record Rows(Buffer buffer) implements Location {}

    /**
     * The storage of a parameter.
     *
     * @param parameter its name, for instance {@code hidden.weight}
     * @param flat one array rather than an array of rows
     */
    record ParameterValues(String parameter, boolean flat) implements Location {}

    /**
     * The storage of the gradient of a parameter.
     *
     * @param parameter its name
     * @param flat one array rather than an array of rows
     */
    record ParameterGradient(String parameter, boolean flat) implements Location {}

    /** The number of samples. */
    record Count() implements Location {}

    /** The index of the sample in the batch. */
    record Sample() implements Location {}

    /** The index in the batch of the first sample that a kernel sees. */
    record First() implements Location {}

    /**
     * The first of the rows of the result that a kernel computes.
     *
     * @param rows how many rows there are
     */
    record From(int rows) implements Location {}

    /**
     * The row behind the last of the rows of the result that a kernel computes.
     *
     * @param rows how many rows there are
     */
    record To(int rows) implements Location {}

    /** The seed of the training noise. */
    record Seed() implements Location {}

    /** The step of the training noise. */
    record Step() implements Location {}

    /**
     * Whether there is one row for each sample.
     *
     * @return true for an array of rows, one for each sample
     */
    default boolean isBatched() {
        return this instanceof Input
                || this instanceof Output
                || this instanceof OutputGradient
                || this instanceof LogitGradient
                || this instanceof InputGradient
                || (this instanceof Rows rows && rows.buffer().isBatched());
    }
}
