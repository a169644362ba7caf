package dev.tapeless.processor.parse;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;

import java.util.List;
import java.util.Optional;

import javax.lang.model.element.AnnotationMirror;

/** {@code @Input} and {@code @Output} on one field, and how they stand to its layer annotations. */
final class PortAnnotations {

    private Optional<AnnotationUse> input = Optional.empty();
    private Optional<AnnotationUse> output = Optional.empty();

    /** How many layer annotations stand before {@code @Output}. */
    private int before;

    /** Starts with none. */
    PortAnnotations() {}

    /** Whether an annotation is one of the two. */
    static boolean isPort(AnnotationMirror mirror) {
        return TapelessNames.is(mirror.getAnnotationType(), TapelessNames.INPUT)
                || TapelessNames.is(mirror.getAnnotationType(), TapelessNames.OUTPUT);
    }

    /** Adds one of the two, which stands behind so many layer annotations. */
    void add(AnnotationUse use, int position) {
        if (use.type().equals(TapelessNames.INPUT)) {
            input = Optional.of(use);
        } else {
            output = Optional.of(use);
            before = position;
        }
    }

    /** {@code @Input}, where it stands on the field. */
    Optional<AnnotationUse> input() {
        return input;
    }

    /** {@code @Output}, where it stands on the field and may. */
    Optional<AnnotationUse> output() {
        return input.isPresent() ? Optional.empty() : output;
    }

    /**
     * Reports what the two cannot stand with.
     *
     * @param field the name of the field
     * @param operations all its layer annotations
     * @param report where mistakes go
     */
    void check(String field, List<AnnotationUse> operations, Report report) {
        if (input.isPresent() && !operations.isEmpty()) {
            final AnnotationUse layer = operations.get(0);
            report.add(layer.source(), Message.INPUT_WITH_LAYER, field, layer.name());
        }
        if (input.isPresent() && output.isPresent()) {
            report.add(output.get().source(), Message.OUTPUT_OF_INPUT, field);
        } else if (output.isPresent() && before > 0 && before < operations.size()) {
            report.add(
                    output.get().source(),
                    Message.OUTPUT_BETWEEN,
                    field,
                    operations.get(before - 1).name(),
                    operations.get(before).name());
        }
    }
}
