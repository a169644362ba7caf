package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What normalisations along the last dimensions have in common. */
final class LastDimensions {

    /** Lowers a normalisation. */
    @FunctionalInterface
    interface Normalising {
        /**
         * Adds the nodes.
         *
         * @param context where they go
         * @param input what is normalised
         * @param axes along which
         * @param epsilon the member
         * @param parameters the weight and the bias; none where nothing is learned
         * @return the result
         */
        Node lower(
                LoweringContext context,
                Node input,
                List<Integer> axes,
                double epsilon,
                List<LayerParameter> parameters);
    }

    private LastDimensions() {}

    /**
     * Checks and defines such a layer.
     *
     * @param request the use of the annotation
     * @param shifts whether it learns a bias too
     * @param normalising lowers it
     * @return the operation
     */
    static LayerOperation define(LayerRequest request, boolean shifts, Normalising normalising) {
        final String text = OperationText.of(request.use(), "dimensions", "epsilon", "affine");
        final int count = request.use().integer("dimensions");
        final Optional<Shape> input = request.input().shape();
        final int rank = input.map(Shape::rank).orElse(Integer.MAX_VALUE);
        if (count < 1 || count > rank) {
            request.report(
                    "dimensions",
                    Message.NORM_DIMENSIONS,
                    request.subject(),
                    count,
                    request.input().subject(),
                    rank);
        }
        if (!Statistics.hasEpsilon(request) || input.isEmpty() || count < 1 || count > rank) {
            return LayerOperation.unknown(text).output(input);
        }
        final double epsilon = request.use().number("epsilon");
        final List<LayerParameter> parameters =
                request.use().flag("affine")
                        ? Statistics.scaleAndShift(
                                input.get().extents().subList(rank - count, rank), shifts)
                        : List.of();
        final List<Integer> axes = IntStream.rangeClosed(rank - count + 1, rank).boxed().toList();
        return new LayerOperation(
                text,
                input,
                request.input().meaning().changed(),
                parameters,
                0,
                (context, values) ->
                        normalising.lower(context, values.get(0), axes, epsilon, parameters));
    }
}
