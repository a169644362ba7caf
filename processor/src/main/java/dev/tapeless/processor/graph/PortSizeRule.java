package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.ir.Shape;
import dev.tapeless.processor.layer.Sizes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All inputs together fit one row, and so do all outputs; each is an argument of one method. */
final class PortSizeRule implements NetworkRule {

    /**
     * Inputs and outputs of a network. The method that takes rows of all of them has some forty
     * bytes of bytecode for each, and is compiled as long as it has no more than 8000.
     */
    static final int MOST = 128;

    @Override
    public void check(CheckedNetwork network, Report report) {
        final int count = network.inputs().size() + network.outputs().size();
        if (count > MOST) {
            report.add(
                    network.declaration().source(),
                    Message.PORTS_TOO_MANY,
                    network.declaration().displayName(),
                    Integer.toString(count),
                    Integer.toString(MOST));
        }
        check(network, network.inputs(), Message.INPUTS_TOO_LARGE, report);
        check(network, network.outputs(), Message.OUTPUTS_TOO_LARGE, report);
    }

    private static void check(
            CheckedNetwork network, List<Integer> positions, Message message, Report report) {
        final List<Long> sizes =
                positions.stream()
                        .map(position -> network.layers().get(position).output())
                        .flatMap(Optional::stream)
                        .map(Shape::elements)
                        .toList();
        final long sum = sizes.stream().mapToLong(Long::longValue).sum();
        if (sum > Sizes.LIMIT) {
            report.add(
                    network.declaration().source(),
                    message,
                    network.declaration().displayName(),
                    sizes.stream().map(Sizes::text).collect(Collectors.joining(" + "))
                            + " = "
                            + Sizes.text(sum));
        }
    }
}
