package dev.tapeless.processor.layer;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.ir.Node;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.parse.AnnotationUse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What recurrent layers have in common: a cell that is applied to one element of a sequence after
 * the other, each time to the element and to what the cell said of those before it.
 *
 * @param gates how many sums each unit computes
 * @param states how many numbers each unit carries on; the first is its output
 * @param formulas how the sums become the next states
 */
record Recurrence(int gates, int states, Formulas formulas) {

    /** The part of a cell that differs. */
    @FunctionalInterface
    interface Formulas {

        /**
         * Computes the next states.
         *
         * @param cell makes nodes
         * @param input {@code weight_ih * x + bias_ih}, one gate after the other
         * @param recurrent {@code weight_hh * h + bias_hh}, one gate after the other
         * @param states the states
         * @return the next states
         */
        List<Node> next(RecurrentCell cell, Node input, Node recurrent, List<Node> states);
    }

    /**
     * LeCun's uniform numbers lie within sqrt(3 / inputs): so many times the units, 1 /
     * sqrt(units).
     */
    private static final int INPUTS_A_UNIT = 3;

    /**
     * Checks one use of the annotation.
     *
     * @param request the annotation and what it reads
     * @param members what the text shows besides the number of units
     * @return the operation
     */
    LayerOperation define(LayerRequest request, String... members) {
        final AnnotationUse use = request.use();
        final int units = use.integer("value");
        final String text = OperationText.of(use, members);
        final Optional<Shape> input = Images.read(request, 1);
        if (units < 1) {
            request.report("value", Message.SIZE_UNITS, request.subject(), units);
            return LayerOperation.unknown(text);
        }
        if (input.isEmpty()) {
            return LayerOperation.unknown(text);
        }
        final int length = input.get().extent(0);
        final int features = input.get().extent(1);
        final boolean both = use.flag("bidirectional");
        final int directions = both ? 2 : 1;
        final boolean fits =
                Images.fits(request, "weight_ih_l0", List.of(gates, units, features))
                        && Images.fits(request, "weight_hh_l0", List.of(gates, units, units));
        final List<Integer> factors =
                both ? List.of(length, units, directions) : List.of(length, units);
        if (!fits) {
            return LayerOperation.unknown(text);
        } else if (!Sizes.fit(factors)) {
            request.report(Message.SIZE_OUTPUT, request.subject(), Sizes.productText(factors));
            return LayerOperation.unknown(text);
        }
        final int width = directions * units;
        final boolean isSequence = use.flag("sequence");
        final Shape output = isSequence ? Shape.of(length, width) : Shape.of(width);
        final List<LayerParameter> ahead = parameters(features, units, use.flag("bias"), "");
        final List<LayerParameter> back =
                both ? parameters(features, units, use.flag("bias"), "_reverse") : List.of();
        final List<LayerParameter> all = new ArrayList<>(ahead);
        all.addAll(back);
        return new LayerOperation(
                text,
                Optional.of(output),
                isSequence ? Meaning.VALUES : Meaning.LAST_OF_SEQUENCE,
                all,
                (long) directions * length * gates * units * (features + units),
                (context, inputs) ->
                        new RecurrentLowering(this, context, isSequence)
                                .lower(inputs.get(0), ahead, back));
    }

    /** With the names and the order of PyTorch. */
    private List<LayerParameter> parameters(
            int features, int units, boolean bias, String direction) {
        final int rows = gates * units;
        final List<LayerParameter> parameters = new ArrayList<>();
        parameters.add(parameter("weight_ih_l0" + direction, List.of(rows, features), units));
        parameters.add(parameter("weight_hh_l0" + direction, List.of(rows, units), units));
        if (bias) {
            parameters.add(parameter("bias_ih_l0" + direction, List.of(rows), units));
            parameters.add(parameter("bias_hh_l0" + direction, List.of(rows), units));
        }
        return parameters;
    }

    /** Starts uniform within 1 / sqrt(units), as PyTorch starts all of them. */
    private static LayerParameter parameter(String name, List<Integer> shape, int units) {
        return new LayerParameter(
                name,
                shape,
                shape.size() == 1 ? List.of(0) : List.of(1, 0),
                "lecunUniform",
                0,
                Math.multiplyExact(INPUTS_A_UNIT, units),
                units);
    }
}
