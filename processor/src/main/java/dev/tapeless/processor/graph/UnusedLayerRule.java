package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;
import dev.tapeless.processor.diagnostics.SourceRef;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every layer that is no output is read by a later one, and so is every input. */
final class UnusedLayerRule implements NetworkRule {

    @Override
    public void check(CheckedNetwork network, Report report) {
        final List<CheckedLayer> layers = network.layers();
        final Set<Source> read =
                layers.stream()
                        .flatMap(layer -> layer.reads().stream())
                        .collect(Collectors.toSet());
        if (read.contains(Source.UNKNOWN)) {
            // The layer that seems to be unused may be the one that was meant.
            return;
        }
        final List<Integer> outputs = network.outputs();
        for (int position = 0; position < layers.size(); position++) {
            if (!read.contains(new Source(position)) && !outputs.contains(position)) {
                report(network, layers.get(position), report);
            }
        }
    }

    private static void report(CheckedNetwork network, CheckedLayer unused, Report report) {
        final SourceRef source = unused.declaration().source();
        final List<String> outputs =
                network.outputs().stream()
                        .map(position -> '"' + network.layers().get(position).name() + '"')
                        .toList();
        if (unused.declaration().isInput()) {
            report.add(source, Message.INPUT_UNUSED, unused.name());
        } else if (network.marksOutputs()) {
            final String all = String.join(", ", outputs);
            report.add(source, Message.OUTPUT_UNREACHED, unused.name(), all);
        } else {
            report.add(source, Message.LAYER_UNUSED, unused.name(), outputs.get(0));
        }
    }
}
