package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Meaning;
import dev.tapeless.processor.layer.Sizes;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.LayerDeclaration;
import dev.tapeless.processor.parse.NetworkDeclaration;
import dev.tapeless.processor.parse.Sourced;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The row that a sample is: the input that {@code @Network} declares, or all inputs that are fields
 * one after the other.
 *
 * @param shape the shape of the row, of a single input its own; empty when a mistake keeps it
 *     unknown
 * @param isUnnamed whether {@code @Network} declares it
 * @param inputs the shapes of the inputs that are fields; empty where a mistake keeps one unknown
 */
record InputRow(
        Optional<Shape> shape, boolean isUnnamed, Map<LayerDeclaration, Optional<Shape>> inputs) {

    /**
     * Reads the input or inputs.
     *
     * @param network the network as it was written
     * @param report where mistakes go
     * @return the row
     */
    static InputRow read(NetworkDeclaration network, Report report) {
        final List<LayerDeclaration> fields =
                network.layers().stream().filter(LayerDeclaration::isInput).toList();
        final Map<LayerDeclaration, Optional<Shape>> inputs = new LinkedHashMap<>();
        for (final LayerDeclaration field : fields) {
            final AnnotationUse input = field.input().orElseThrow();
            final Optional<Shape> shape =
                    InputShape.read(
                            input.integers("value"),
                            "@Input({})",
                            "@Input(784) or @Input({28, 28})",
                            report);
            inputs.put(field, field.isComplete() ? shape : Optional.empty());
        }
        final Optional<Sourced<List<Sourced<Integer>>>> written = network.input();
        if (written.isPresent() && !fields.isEmpty()) {
            report.add(
                    written.get().source(),
                    Message.INPUT_TWICE,
                    network.displayName(),
                    fields.get(0).name());
        } else if (written.isPresent()) {
            final Optional<Shape> shape =
                    InputShape.read(
                            written.get(), "input = {}", "input = 784 or input = {28, 28}", report);
            return new InputRow(shape, true, inputs);
        } else if (fields.isEmpty()) {
            report.add(network.annotation(), Message.INPUT_MISSING, network.displayName());
            return new InputRow(Optional.empty(), true, inputs);
        }
        return new InputRow(joined(inputs), false, inputs);
    }

    private static Optional<Shape> joined(Map<LayerDeclaration, Optional<Shape>> inputs) {
        if (inputs.containsValue(Optional.<Shape>empty())) {
            return Optional.empty();
        }
        final List<Shape> shapes = inputs.values().stream().flatMap(Optional::stream).toList();
        if (shapes.size() == 1) {
            return Optional.of(shapes.get(0));
        }
        final long sum = shapes.stream().mapToLong(Shape::elements).sum();
        return sum > Sizes.LIMIT ? Optional.empty() : Optional.of(Shape.of((int) sum));
    }

    /**
     * The shape that messages can ask to be changed.
     *
     * @return the shape of a sample that {@code @Network} declares, or that of the row
     */
    Optional<Shape> samples() {
        return isUnnamed ? shape : shape.map(row -> Shape.of((int) row.elements()));
    }

    /**
     * An input that is a field.
     *
     * @param field the field
     * @return a layer that reads nothing
     */
    CheckedLayer input(LayerDeclaration field) {
        final boolean isInteger = field.input().orElseThrow().flag("integer");
        return new CheckedLayer(
                field,
                List.of(),
                List.of(),
                List.of(),
                inputs.get(field),
                isInteger ? Meaning.INTEGERS : Meaning.VALUES);
    }
}
