package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Sizes;
import dev.tapeless.processor.parse.Sourced;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shape of one sample, from {@code @Network(input = ...)} or {@code @Input}. */
final class InputShape {

    private InputShape() {}

    /**
     * Reads the shape.
     *
     * @param input the extents as they were written
     * @param empty how no extents would have been written
     * @param example how to write some
     * @param report where mistakes go
     * @return the shape; empty when it has a mistake
     */
    static Optional<Shape> read(
            Sourced<List<Sourced<Integer>>> input, String empty, String example, Report report) {
        final List<Sourced<Integer>> extents = input.value();
        final List<Integer> shape = extents.stream().map(Sourced::value).toList();
        final String text =
                shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
        if (extents.isEmpty()) {
            report.add(input.source(), Message.INPUT_EMPTY, empty, example);
            return Optional.empty();
        }
        boolean isPositive = true;
        for (final Sourced<Integer> extent : extents) {
            if (extent.value() < 1) {
                report.add(extent.source(), Message.INPUT_EXTENT, extent.value(), text);
                isPositive = false;
            }
        }
        if (isPositive && !Sizes.fit(shape)) {
            report.add(input.source(), Message.INPUT_TOO_LARGE, text, Sizes.productText(shape));
            return Optional.empty();
        }
        return isPositive ? Optional.of(new Shape(shape)) : Optional.empty();
    }
}
