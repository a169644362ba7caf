package dev.tapeless.processor.graph;

import dev.tapeless.processor.diagnostics.Message;
import dev.tapeless.processor.diagnostics.Report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every layer but the last is read by a later one. */
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
        for (int position = 0; position < layers.size() - 1; position++) {
            if (!read.contains(new Source(position))) {
                report.add(
                        layers.get(position).declaration().source(),
                        Message.LAYER_UNUSED,
                        layers.get(position).name(),
                        layers.get(layers.size() - 1).name());
            }
        }
    }
}
