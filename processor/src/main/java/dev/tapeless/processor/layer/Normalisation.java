package dev.tapeless.processor.layer;

import static dev.tapeless.processor.ir.expression.Expressions.argument;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.GraphBuilder;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Op;
import dev.tapeless.processor.ir.expression.Expressions;
import dev.tapeless.processor.ir.expression.UnaryFunction;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What softmax and its logarithm have in common. The largest score is subtracted so that no
 * exponential overflows; since that changes no result, it is no part of the derivative.
 *
 * @param largest the largest score along the last dimension
 * @param exponentials {@code exp(x - largest)}
 * @param sum the sum of the exponentials along the last dimension
 */
record Normalisation(Node largest, Node exponentials, Node sum) {

    /**
     * Checks the place of a softmax; over a single value its result is always the same.
     *
     * @param request the annotation and what it reads
     * @param ofSingle the result for a single value
     * @param lowering how it becomes operations
     * @return the operation
     */
    static LayerOperation define(
            LayerRequest request, String ofSingle, LayerOperation.Lowering lowering) {
        final LayerInput input = request.input();
        final Optional<Integer> length = input.shape().map(shape -> shape.extent(shape.rank() - 1));
        final boolean areLogarithms = input.meaning() == Meaning.LOG_PROBABILITIES;
        if (areLogarithms || input.meaning() == Meaning.PROBABILITIES) {
            request.report(
                    Message.SOFTMAX_TWICE,
                    request.subject(),
                    input.subject(),
                    areLogarithms ? "log-probabilities" : "probabilities");
        } else if (length.isPresent() && length.get() == 1) {
            request.report(Message.SOFTMAX_SINGLE, request.subject(), ofSingle);
        }
        return LayerOperation.of(OperationText.of(request.use()), input.shape(), lowering);
    }

    /**
     * Adds the common nodes.
     *
     * @param context the graph and the names
     * @param scores what is normalised
     * @return the nodes
     */
    static Normalisation of(LoweringContext context, Node scores) {
        final GraphBuilder builder = context.builder();
        final int last = scores.shape().rank() - 1;
        final Node largest = builder.reduce(context.inner("Max"), Op.Reduce.Kind.MAX, scores, last);
        final Node exponentials =
                builder.map(
                        context.inner("Exp"),
                        Expressions.apply(
                                UnaryFunction.EXP,
                                Expressions.subtract(
                                        argument(0),
                                        Expressions.apply(UnaryFunction.DETACH, argument(1)))),
                        scores.shape(),
                        List.of(axes(last + 1), axes(last)),
                        List.of(scores, largest));
        final Node sum =
                builder.reduce(context.inner("Sum"), Op.Reduce.Kind.SUM, exponentials, last);
        return new Normalisation(largest, exponentials, sum);
    }

    /** The axes of the scores, without the last for what was reduced along it. */
    static List<Integer> axes(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
