package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.layer.LayerRequest;
import dev.tapeless.processor.parse.AnnotationUse;
import dev.tapeless.processor.parse.LayerDeclaration;

import java.util.List;

/**
 * An output of a network is not dropped at random: legal, but hardly ever meant. That of a block is
 * no output.
 */
final class LastDropoutRule implements NetworkRule {

    @Override
    public void check(CheckedNetwork network, Report report) {
        if (network.declaration().isBlock()) {
            return;
        }
        for (final int output : network.outputs()) {
            check(network.layers().get(output).declaration(), report);
        }
    }

    private static void check(LayerDeclaration last, Report report) {
        final List<AnnotationUse> operations = last.operations();
        if (operations.isEmpty()) {
            return;
        }
        final AnnotationUse operation = operations.get(operations.size() - 1);
        if (operation.type().equals("dev.tapeless.Dropout")) {
            report.add(
                    operation.source(),
                    Message.DROPOUT_LAST,
                    LayerRequest.subject(operation, last.name()));
        }
    }
}
